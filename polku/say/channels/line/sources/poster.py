"""A poster to print: what it says, the account's name, and the source's QR code. A4 for a window, A6 for a table."""

from io import BytesIO
from typing import Literal

import segno
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4, A6
from reportlab.pdfgen.canvas import Canvas

from polku.kit.lettering import font_of, in_lines, letter
from polku.say.channels.line.sources.codes import CORRECTION, QUIET

Size = Literal["a4", "a6"]
SIZES = {"a4": A4, "a6": A6}
GREEN, INK = HexColor("#06a94d"), HexColor("#16211b")


def poster(*, size: Size, address: str, shop: str, headline: str, how: str, title: str) -> bytes:
    """PDF of one page. `how`: what to do, below the code; `title`: the source's, small, for who hangs it up."""
    drawn = BytesIO()
    width, height = SIZES[size]
    page = Canvas(drawn, pagesize=(width, height), pageCompression=1)
    page.setTitle(f"{shop}: {headline}")
    unit = width / 100
    page.setFillColor(GREEN)
    page.rect(0, 0, width, height, stroke=0, fill=1)
    _words(page, headline, top=height - 9 * unit, size=8.4 * unit, lines=2, colour=white)
    side = 64 * unit
    left, bottom = (width - side) / 2, height / 2 - side / 2 - unit
    page.setFillColor(white)
    page.roundRect(left - unit, bottom - unit, side + 2 * unit, side + 2 * unit, 4 * unit, stroke=0, fill=1)
    _code(page, address, left=left, bottom=bottom, side=side)
    _words(page, shop, top=bottom - 5 * unit, size=7 * unit, lines=1, colour=white)
    _words(page, how, top=bottom - 16 * unit, size=3.8 * unit, lines=2, colour=white)
    _words(page, title, top=4.6 * unit, size=2 * unit, lines=1, colour=white)
    page.showPage()
    page.save()
    return drawn.getvalue()


def _code(page: Canvas, address: str, *, left: float, bottom: float, side: float) -> None:
    """Drawn as squares, sharp at any size; rows without gaps between the squares."""
    code = segno.make(address, error=CORRECTION, micro=False)
    rows = list(code.matrix_iter(border=QUIET))
    module = side / len(rows)
    page.setFillColor(INK)
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                top = bottom + side - (y + 1) * module
                page.rect(left + start * module, top, (x - start) * module, module * 1.02, stroke=0, fill=1)
                start = None


def _words(page: Canvas, text: str, *, top: float, size: float, lines: int, colour: Color) -> None:
    """Centred below `top`, smaller where it is long."""
    width = page._pagesize[0]
    fitted, size = in_lines(text, width=width * 0.86, size=size, most=lines)
    page.setFillColor(colour)
    font = font_of(text)
    for number, line in enumerate(fitted):
        letter(page, line, font=font, middle=width / 2, base=top - size * (1 + 1.25 * number), size=size)
