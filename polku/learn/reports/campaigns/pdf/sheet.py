"""A sheet of A4 that is written from top to bottom, and the next one where it is full."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from polku.kit.lettering import broken, drawable, font_of

INK, SOFT, LINE = HexColor("#16211b"), HexColor("#5c6b63"), HexColor("#dde3df")
GREEN, PALE, LOW = HexColor("#0b7f4f"), HexColor("#e6f4ec"), HexColor("#f4f6f5")
WIDTH, HEIGHT = A4
EDGE, FOOT = 42.0, 48.0
LEADING = 1.4


class Sheet:
    """`y` is where the next thing begins; all sizes are points."""

    def __init__(self, *, title: str, foot: str, of: int = 0) -> None:
        self.made = BytesIO()
        self.page = Canvas(self.made, pagesize=A4, pageCompression=1)
        self.page.setTitle(drawable(title))
        self.foot, self.of, self.number = drawable(foot), of, 0
        self.y = HEIGHT - EDGE
        self._begin()

    @property
    def width(self) -> float:
        return float(WIDTH - 2 * EDGE)

    def end(self) -> bytes:
        self.page.save()
        return self.made.getvalue()

    def next(self) -> None:
        self.page.showPage()
        self._begin()

    def need(self, height: float) -> None:
        """What is written next stands together: on a new sheet where there is no room."""
        if self.y - height < FOOT:
            self.next()

    def gap(self, height: float) -> None:
        self.y -= height

    def rule(self) -> None:
        self.page.setStrokeColor(LINE)
        self.page.setLineWidth(0.6)
        self.page.line(EDGE, self.y, WIDTH - EDGE, self.y)

    def shade(self, height: float, colour: Color) -> None:
        """Behind the line that is written next."""
        self.page.setFillColor(colour)
        self.page.rect(EDGE, self.y - height, self.width, height, stroke=0, fill=1)

    def paragraph(self, text: str, *, size: float, colour: Color = INK, is_bold: bool = False, most: int = 12) -> None:
        text = drawable(text)
        font = font_of(text, is_bold=is_bold)
        lines = broken(text, font, width=self.width, size=size)[:most]
        for line in lines:
            self.need(size * LEADING)
            self.put(line, x=EDGE, base=self.y - size, size=size, font=font, colour=colour)
            self.y -= size * LEADING

    def put(
        self, text: str, *, x: float, base: float, size: float, colour: Color = INK, font: str = "",
        is_bold: bool = False, is_right: bool = False, width: float = 0.0,
    ) -> None:  # fmt: skip
        """One line; smaller, then cut, where it is wider than `width`."""
        text = drawable(text)
        font = font or font_of(text, is_bold=is_bold)
        text, size = fitted(text, font, width=width, size=size) if width else (text, size)
        self.page.setFillColor(colour)
        self.page.setFont(font, size)
        (self.page.drawRightString if is_right else self.page.drawString)(x, base, text)

    def _begin(self) -> None:
        self.number += 1
        self.y = HEIGHT - EDGE
        count = f"{self.number} / {self.of}" if self.of else str(self.number)
        self.put(self.foot, x=EDGE, base=28, size=7, colour=SOFT, width=self.width - 60)
        self.put(count, x=WIDTH - EDGE, base=28, size=7, colour=SOFT, is_right=True)


def fitted(text: str, font: str, *, width: float, size: float, least: float = 0.5) -> tuple[str, float]:
    wide = pdfmetrics.stringWidth(text, font, size)
    if wide <= width:
        return text, size
    size *= max(least, width / wide)
    if pdfmetrics.stringWidth(text, font, size) <= width * 1.001:  # sizes are rounded
        return text, size
    while len(text) > 1 and pdfmetrics.stringWidth(text + "…", font, size) > width:
        text = text[:-1].rstrip()
    return text + "…", size


def places(shares: Sequence[float], width: float) -> list[float]:
    """Where columns end, from the left edge."""
    whole, ends, at = sum(shares), [], EDGE
    for share in shares:
        at += width * share / whole
        ends.append(at)
    return ends
