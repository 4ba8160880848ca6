"""Dates as people write them, judged by the whole column: 21/11/2026 in it makes 01/02/2026 the first of February."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo

from polku.kit import clock
from polku.know.events.imports.problems import AmbiguousDates
from polku.know.events.instants import NotAnInstant, read_instant

YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(\d{1,2}[:時时]\d{2}.*))?")
YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?:[T ,]+(\d{1,2}:\d{2}.*))?")
COMPACT = re.compile(r"(19|20)\d{6}")
CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
DAY_FIRST, MONTH_FIRST = "day first", "month first"  # of 01/02/2026 and its like

Reader = Callable[[object], int | None]


def instant_reader(
    values: Sequence[object], *, zone: tzinfo = UTC, form: str | None = None, column: str = ""
) -> Reader:
    """The reader of one column: milliseconds since 1970, None for nothing; raises NotAnInstant.

    Times without a zone are in `zone`. `form` is a form of strptime, or only DAY_FIRST or MONTH_FIRST. Raises
    AmbiguousDates where day and month cannot be told apart.
    """
    texts = [_plain(value) for value in values if isinstance(value, str) and value]
    is_day_first = form != MONTH_FIRST if form else _is_day_first(texts, column)
    form = None if form in (DAY_FIRST, MONTH_FIRST) else form

    def read(value: object) -> int | None:
        if value is None or value == "" or value != value:
            return None
        if isinstance(value, datetime):
            return clock.to_ms(value if value.tzinfo else value.replace(tzinfo=zone))
        if isinstance(value, date):
            return clock.to_ms(datetime(value.year, value.month, value.day, tzinfo=zone))
        if isinstance(value, int | float):
            return read_instant(_compact(str(value), zone) or value)
        text = _plain(value)
        if not text:
            return None
        try:
            moment = datetime.strptime(text, form) if form else _moment(text, is_day_first)  # noqa: DTZ007 (below)
            if moment is not None:
                moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
                return read_instant(clock.to_ms(moment) / 1000)
        except (ValueError, OverflowError) as problem:
            raise NotAnInstant(text[:80]) from problem
        return read_instant(_compact(text, zone) or text)

    return read


def order_of(values: Sequence[object]) -> str:
    """How a column writes its days: DAY_FIRST, MONTH_FIRST, or "" where that is no question. Raises AmbiguousDates."""
    texts = [_plain(value) for value in values if isinstance(value, str) and value]
    if not any(match and match[2] in "/-" for match in map(YEAR_LAST.fullmatch, texts)):
        return ""
    return DAY_FIRST if _is_day_first(texts, "") else MONTH_FIRST


def _plain(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value)).strip()


def _is_day_first(texts: Sequence[str], column: str) -> bool:
    """Of 01/02/2026 and its like; dots always put the day first. Raises AmbiguousDates."""
    parts = [(int(m[1]), int(m[3]), m[0]) for m in map(YEAR_LAST.fullmatch, texts) if m and m[2] in "/-"]
    days_first = sum(first > 12 for first, _, _ in parts)
    days_second = sum(second > 12 for _, second, _ in parts)
    if parts and days_first == days_second:
        raise AmbiguousDates(
            f'"{column}" may be day/month or month/day ({parts[0][2]}); '
            'say which with --date-format "%d/%m/%Y" or "%m/%d/%Y"'
        )
    return days_first >= days_second


def _moment(text: str, is_day_first: bool) -> datetime | None:
    """None for what is not written in one of these forms."""
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day, rest = int(match[1]), int(match[2]), int(match[3]), match[4]
    elif match := YEAR_LAST.fullmatch(text):
        day, month = int(match[1]), int(match[3])
        if not is_day_first and match[2] in "/-":
            day, month = month, day
        year, rest = int(match[4]), match[5]
    else:
        return None
    return _at(date(year, month, day), rest or "0:00")


def _at(day: date, text: str) -> datetime:
    """The time of day: 9:05, 21:05:33.120, 9:05 PM, 21時05分, with Z or an offset or without."""
    text = re.sub("[時时]", ":", text).replace("分", ":").replace("秒", "").rstrip(":")
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    hour = int(match[1])
    if match[5]:
        hour = hour % 12 + (12 if match[5][0] in "Pp" else 0)
    microsecond = int((match[4] or "0")[:6].ljust(6, "0"))
    moment = datetime(day.year, day.month, day.day, hour, int(match[2]), int(match[3] or 0), microsecond)  # noqa: DTZ001
    if match[6] is None:
        return moment  # the caller knows the zone
    if match[6] in ("Z", "UTC", "GMT"):
        return moment.replace(tzinfo=UTC)
    return moment.replace(tzinfo=datetime.strptime(match[6], "%z").tzinfo)


def _compact(text: str, zone: tzinfo) -> float | None:
    """20261121, which is a day and not the 35th week of 1970."""
    if not COMPACT.fullmatch(text):
        return None
    try:
        return datetime(int(text[:4]), int(text[4:6]), int(text[6:]), tzinfo=zone).timestamp()
    except ValueError:
        return None
