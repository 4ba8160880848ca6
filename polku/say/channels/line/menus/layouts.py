"""How a menu's picture is divided: the usual layouts, as parts of width and height."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Bounds = dict[str, int]


@dataclass(frozen=True)
class Layout:
    """`cells`: column, row, columns and rows that each area takes, of a grid of `columns` times `rows`."""

    name: str | Promise
    columns: int
    rows: int
    cells: tuple[tuple[int, int, int, int], ...]

    def bounds(self, width: int, height: int) -> list[Bounds]:
        """In pixels, without gaps or overlaps: edges are rounded, not sizes."""
        return [
            _between(
                round(width * column / self.columns),
                round(height * row / self.rows),
                round(width * (column + across) / self.columns),
                round(height * (row + down) / self.rows),
            )
            for column, row, across, down in self.cells
        ]


def _grid(columns: int, rows: int) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((column, row, 1, 1) for row in range(rows) for column in range(columns))


def _between(left: int, top: int, right: int, bottom: int) -> Bounds:
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


LAYOUTS: Mapping[str, Layout] = {
    "six": Layout(_("Six, in two rows"), 3, 2, _grid(3, 2)),
    "four": Layout(_("Four, in two rows"), 2, 2, _grid(2, 2)),
    "large-and-three": Layout(
        _("A large one above three"), 3, 2, ((0, 0, 3, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1))
    ),
    "large-and-two": Layout(_("A large one beside two"), 3, 2, ((0, 0, 2, 2), (2, 0, 1, 1), (2, 1, 1, 1))),
    "two-rows": Layout(_("Two, one above the other"), 1, 2, _grid(1, 2)),
    "three": Layout(_("Three side by side"), 3, 1, _grid(3, 1)),
    "two": Layout(_("Two side by side"), 2, 1, _grid(2, 1)),
    "narrow-and-wide": Layout(_("A narrow one beside a wide one"), 3, 1, ((0, 0, 1, 1), (1, 0, 2, 1))),
    "one": Layout(_("All of it"), 1, 1, _grid(1, 1)),
}


def layout_of(areas: Sequence[Mapping[str, Mapping[str, int]]], *, width: int, height: int) -> str:
    """Which of them these areas are; "" where they were drawn by hand."""
    drawn = [dict(area["bounds"]) for area in areas]
    return next((key for key, one in LAYOUTS.items() if one.bounds(width, height) == drawn), "")
