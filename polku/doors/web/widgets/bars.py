"""Charts drawn on the server: an SVG of plain rectangles and lines, which needs no script and prints well."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 120


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    hover: str
    is_zero: bool


@dataclass(frozen=True)
class Bars:
    bars: list[Bar]
    most: int
    total: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Curve:
    line: str
    area: str
    spots: list[Bar]
    first: int
    last: int
    width: int = WIDTH
    height: int = HEIGHT


def bars(values: Sequence[int], *, hover: Callable[[int], str]) -> Bars:
    """A bar a value. `hover(index)` says what the bar at an index stands for."""
    most = max(values, default=0)
    step = WIDTH / max(1, len(values))
    drawn = []
    for index, value in enumerate(values):
        height = max(2.0, value / most * (HEIGHT - 4)) if value else 1.5
        drawn.append(
            Bar(_round(index * step + step * 0.14), _round(HEIGHT - height), _round(step * 0.72), _round(height),
                hover(index), not value)
        )  # fmt: skip
    return Bars(drawn, most, sum(values))


def curve(values: Sequence[int], *, hover: Callable[[int], str]) -> Curve:
    """A line through the values, the largest at the top."""
    most = max(values, default=0)
    # A tiny change must not look like a landslide: the scale spans at least a fifth of the largest value.
    span = max(most - min(values, default=0), most // 5, 1)
    least = most - span
    step = WIDTH / max(1, len(values) - 1)
    points = [(_round(i * step), _round(HEIGHT - 8 - (v - least) / span * (HEIGHT - 20))) for i, v in enumerate(values)]
    line = " ".join(f"{x},{y}" for x, y in points)
    area = f"0,{HEIGHT} {line} {WIDTH},{HEIGHT}"
    spots = [
        Bar(_round(max(0, x - step / 2)), 0, _round(step), HEIGHT, hover(i), False) for i, (x, _y) in enumerate(points)
    ]
    return Curve(line, area, spots, values[0] if values else 0, values[-1] if values else 0)


def _round(number: float) -> float:
    return round(number, 2)
