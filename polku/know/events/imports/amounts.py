"""Numbers as people write them: 1,234.50 · 1.234,50 · 1 234,50 € · ¥1,200 · １２００."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal

POINT = re.compile(r"[+-]?(?=[.,]?\d)(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d{1,3})?", re.IGNORECASE)
COMMA = re.compile(r"[+-]?(?=[.,]?\d)(\d{1,3}([.' ]\d{3})+|\d+)?(,\d*)?(e[+-]?\d{1,3})?", re.IGNORECASE)
_signs = re.compile(
    r"^([+-]?)\s*(?:[$€£¥₹￥]|USD|EUR|JPY|CNY|RMB|GBP|円|元)\s*|\s*(?:[$€£¥₹]|USD|EUR|JPY|CNY|GBP|円|元|kr)$"
)
MOST_DIGITS = 12  # before the point: whatever the currency, that many smallest units are below 2^53


class NotANumber(ValueError):
    """is not a number"""


def number_reader(values: Sequence[object], *, prefers_comma: bool = False) -> Callable[[object], Decimal | None]:
    """How the numbers of one column are written, judged by all of them: the reader for one of its values.

    It gives None for nothing, and raises NotANumber.
    """
    texts = [_plain(value) for value in values if isinstance(value, str)]
    # "1,234" is both; only what is one and not the other counts.
    points = sum(_is(POINT, text) and not _is(COMMA, text) for text in texts)
    commas = sum(_is(COMMA, text) and not _is(POINT, text) for text in texts)
    is_comma = commas > points or (commas == points and prefers_comma)

    def read(value: object) -> Decimal | None:
        if value is None or value == "" or value != value:
            return None
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return _limited(Decimal(str(value)))
        text = _plain(value)
        if not text:
            return None
        if not _is(COMMA if is_comma else POINT, text):
            raise NotANumber
        text = re.sub("[.' ]", "", text).replace(",", ".") if is_comma else text.replace(",", "")
        return _limited(Decimal(text))

    return read


def _plain(value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value)).replace("\u2212", "-").strip()
    text = _signs.sub(r"\1", text).strip()
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _is(form: re.Pattern[str], text: str) -> bool:
    return form.fullmatch(text) is not None and any(letter.isdecimal() for letter in text)


def _limited(number: Decimal) -> Decimal:
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        raise NotANumber
    return number


def plain_json(number: Decimal) -> str:
    """12.50 → 12.5, 1E+2 → 100: a JSON number."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text
