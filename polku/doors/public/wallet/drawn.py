"""Codes as drawings within the page: nothing more is fetched. Dark on white, whatever the page is."""

from collections.abc import Iterable

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from polku.kit.barcodes import bars

HEIGHT = 56


def qr(text: str, name: str) -> SafeString:
    """`name`: what it is, for whoever cannot see it."""
    drawn = segno.make(text, error="m", micro=False)
    size = int(drawn.symbol_size(border=3)[0])
    rows = "".join(
        f"M{start} {y}h{end - start}v1h-{end - start}z"
        for y, row in enumerate(drawn.matrix_iter(border=3))
        for start, end in _runs(row)
    )
    return _svg(size, size, rows, name, "qr")


def barcode(text: str, name: str) -> SafeString:
    """ "" where no barcode can say it."""
    found = bars(text)
    if found is None:
        return SafeString()
    x, path = found.quiet, ""
    for place, width in enumerate(found.widths):
        if place % 2 == 0:
            path += f"M{x} 0h{width}v{HEIGHT}h-{width}z"
        x += width
    return _svg(x + found.quiet, HEIGHT, path, name, "bars")


def _svg(width: int, height: int, path: str, name: str, kind: str) -> SafeString:
    drawing = mark_safe(f'<path d="{path}"/>')  # noqa: S308 - numbers and letters of ours
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" preserveAspectRatio="none" shape-rendering="crispEdges" role="img"'
        ' aria-label="{}">{}</svg>',
        kind, width, height, name, drawing,
    )  # fmt: skip


def _runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """From where to where it is dark."""
    found, start = [], None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            found.append((start, x))
            start = None
    return found
