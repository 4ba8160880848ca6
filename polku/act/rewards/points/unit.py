"""What so many points are called: by the team's own word, one and many apart ("bean|beans"), else as points."""

from django.utils.translation import ngettext


def unit_of(amount: int, unit: str) -> str:
    """A word alone is for any number."""
    one, _bar, many = unit.partition("|")
    if not unit.strip():
        return ngettext("point", "points", amount)
    return (one if amount == 1 or not many.strip() else many).strip()
