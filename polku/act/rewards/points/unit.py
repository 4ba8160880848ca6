"""What so many points are called: by the team's own word, one and many apart ("bean|beans"), else as points."""

import unicodedata

from django.utils.translation import ngettext

LEFT_TO_RIGHT, ISOLATE, POP = "\u200e", "\u2068", "\u2069"


def unit_of(amount: int, unit: str) -> str:
    """A word alone is for any number."""
    one, _bar, many = unit.partition("|")
    if not unit.strip():
        return ngettext("point", "points", amount)
    return (one if amount == 1 or not many.strip() else many).strip()


def counted(amount: str, unit: str) -> str:
    """The number before the word, whichever way the word is written: not turned round by what stands beside it."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in unit):
        return f"{LEFT_TO_RIGHT}{amount} {ISOLATE}{unit}{POP}"
    return f"{amount} {unit}"
