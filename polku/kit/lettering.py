"""Words in PDF: Latin in the font that reportlab brings, all else in the Japanese one that PDF readers bring along."""

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LATIN, PLAIN, JAPANESE = "VeraBd", "Vera", "HeiseiKakuGo-W5"
LEAST = 0.5  # of the size wished for; what is longer still is cut
NARROWER = 0.96


def in_lines(text: str, *, width: float, size: float, most: int) -> tuple[list[str], float]:
    """In as few lines as it takes, about equally long, and the size at which they fit."""
    text, least = " ".join(text.split()), size * LEAST
    font = font_of(text)
    while len(lines := broken(text, font, width=width, size=size)) > most and size > least:
        size *= NARROWER
    if len(lines) > most:
        return [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "…"], size
    # No word alone in the last line: as narrow as the same number of lines allows.
    while len(lines) > 1 and len(closer := broken(text, font, width=width * NARROWER, size=size)) == len(lines):
        lines, width = closer, width * NARROWER
    return lines, size


def letter(page: Canvas, text: str, *, font: str, middle: float, base: float, size: float) -> None:
    page.setFont(font, size)
    page.drawCentredString(middle, base, text)


def font_of(text: str, *, is_bold: bool = True) -> str:
    """One font for all of it: two in a line look like a mistake."""
    name = LATIN if is_bold else PLAIN
    known = _latin(name)
    return name if all(ord(sign) in known for sign in text) else _japanese()


def drawable(text: str) -> str:
    """In one line, without what no font here has: planes beyond the first, narrow spaces, signs of money."""
    told = " ".join(text.replace("\u202f", "\u00a0").replace("₩", "KRW ").replace("₹", "INR ").split(" "))
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else " " for sign in told if ord(sign) < 0x10000)


def broken(text: str, font: str, *, width: float, size: float) -> list[str]:
    """At spaces, within a word where it must be."""
    lines, line = [], ""
    for sign in text:
        if not line or pdfmetrics.stringWidth(line + sign, font, size) <= width:
            line += sign
            continue
        before, space, after = line.rpartition(" ")
        if sign == " ":
            lines.append(line)
            line = ""
        elif space and sign.isascii():
            lines.append(before)
            line = after + sign
        else:
            lines.append(line.rstrip())
            line = sign
    return [*lines, line.rstrip()] if line.strip() else lines


@cache
def _latin(name: str) -> frozenset[int]:
    """Embedded: what readers take for Helvetica is wider here and there, and runs over the edge. The signs it has."""
    font = TTFont(name, f"{name}.ttf")
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


@cache
def _japanese() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(JAPANESE))
    return JAPANESE
