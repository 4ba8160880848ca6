"""Days and numbers in the way of somebody whose language we do not write: English words, and 3.3.2026 and 4,50 €.

Where nothing is said they go with the words, as Django does it. Days are in figures then: no month in another language.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import formats, numberformat
from django.utils.translation import get_language

_OTHER: ContextVar[str] = ContextVar("region", default="")
DAYS = ("DATE_FORMAT", "SHORT_DATE_FORMAT", "MONTH_DAY_FORMAT")
MARKS = ("DECIMAL_SEPARATOR", "THOUSAND_SEPARATOR", "NUMBER_GROUPING")
GROUPS = {"hi": (3, 2, 0), "zh-hans": 3}  # where Django says nothing, or something else
MOMENTS = ("DATETIME_FORMAT", "SHORT_DATETIME_FORMAT")


@contextmanager
def as_written_in(language: str) -> Iterator[None]:
    """`language`: "" for that of the words."""
    token = _OTHER.set("" if language == get_language() else language)
    try:
        yield
    finally:
        _OTHER.reset(token)


def language() -> str:
    """In whose way, at the moment."""
    return _OTHER.get() or get_language() or "en"


def date_format(value: date | datetime, form: str) -> str:
    """As Django's; `form` is a name of its own, or a pattern."""
    other = _OTHER.get()
    if other and form in (*DAYS, *MOMENTS):
        form = formats.get_format("SHORT_DATE_FORMAT", lang=other) + (" H:i" if form in MOMENTS else "")
    return formats.date_format(value, form)


def number_format(value: float | Decimal | str, places: int | None = None) -> str:
    """With its thousands parted."""
    other = _OTHER.get()
    if not other:
        return formats.number_format(value, decimal_pos=places, force_grouping=True)
    point, thousand, groups = (formats.get_format(name, lang=other) for name in MARKS)
    grouping: Any = GROUPS.get(other) or groups or 3
    return numberformat.format(value, point, places, grouping, thousand or ",", force_grouping=True, use_l10n=True)
