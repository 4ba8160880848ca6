"""Amounts as people type them: 12,50 · 1.234,50 € · ¥1,250 · １２００円. To the whole number of the smallest unit."""

import re
from unicodedata import normalize

from polku.kit.money import MOST, decimals

AROUND = re.compile(r"[^\W\d_]+\.?|[^\d.,'’٫٬-]+")  # kr. 12
GROUPED = re.compile(r"\d{1,3}(?:[.,'’٬]\d{3})+")


def typed_minor(text: str, currency: str) -> int | None:
    """None where it is no amount of this currency: text, below zero, or finer than its smallest unit."""
    places = decimals(currency)
    plain = AROUND.sub("", normalize("NFKC", text))
    whole, fine = _parts(plain, places)
    if not whole.isdecimal() or (fine and not fine.isdecimal()) or len(fine) > places or len(whole) > 16:
        return None
    minor = int(whole) * 10**places + int((fine or "0").ljust(places, "0") or "0")
    return minor if minor <= MOST else None


def _parts(plain: str, places: int) -> tuple[str, str]:
    """What stands before the decimal sign, and after. A sign alone before three digits sets thousands apart, unless
    the currency has so many decimals."""
    signs = [letter for letter in plain if not letter.isdecimal()]
    if not signs:
        return plain, ""
    if "-" in signs:
        return "", ""
    head, _sign, tail = plain.rpartition(signs[-1])
    is_decimal = len(set(signs)) == 2 and signs.count(signs[-1]) == 1
    is_alone = len(signs) == 1 and (len(tail) != 3 or places == 3)
    if is_decimal or is_alone:
        inner = head if head.isdecimal() else _joined(head)
        return inner or "0" if not head else inner, tail or "-"
    return _joined(plain), ""


def _joined(grouped: str) -> str:
    """1,250,000 → 1250000; "" where it is grouped in no way that is known."""
    fits = GROUPED.fullmatch(grouped) and len({letter for letter in grouped if not letter.isdecimal()}) == 1
    return re.sub(r"\D", "", grouped) if fits else ""
