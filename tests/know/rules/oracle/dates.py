"""The meaning of dates once more, slow and obvious: what SQL has to agree with. Knows nothing of the program."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 7 * 86_400}
FORM = re.compile(
    r"([1-9]\d{3})[-/](\d\d)[-/](\d\d)"
    r"(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True)
class When:
    """A whole day, or an instant and the day on which it lies."""

    day: date
    ms: int | None = None


def read(text: object, zone: ZoneInfo) -> When | None:
    match = FORM.fullmatch(text) if isinstance(text, str) else None
    if not match:
        return None
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    try:
        named = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if hour is None:
        return When(named)
    wall = datetime(named.year, named.month, named.day, int(hour), int(minute), int(second or 0), tzinfo=UTC)
    ms = int(((fraction or "") + "000")[:3])
    return at((wall - EPOCH - _offset(wall, offset, zone)) // timedelta(milliseconds=1) + ms, zone)


def at(ms: int, zone: ZoneInfo) -> When:
    return When((EPOCH + timedelta(milliseconds=ms)).astimezone(zone).date(), ms)


def moment(text: str, zone: ZoneInfo, now_ms: int) -> When | None:
    """What a rule names."""
    match = re.fullmatch(r"(now|today)(?:([+-]\d+)([smhdw]))?", text)
    if not match:
        return read(text, zone)
    shift_s = int(match[2] or 0) * UNITS[match[3] or "s"]
    if match[1] == "now":
        return at(now_ms + shift_s * 1000, zone)
    return When(at(now_ms, zone).day + timedelta(seconds=shift_s))


def compare(one: When, other: When) -> int:
    """-1: before, 0: the same, 1: after. Where either is a whole day, days count."""
    if one.ms is None or other.ms is None:
        return (one.day > other.day) - (one.day < other.day)
    return (one.ms > other.ms) - (one.ms < other.ms)


def holds(operator: str, value: str | list[str], trait: object, zone: ZoneInfo, now_ms: int) -> bool:
    if operator == "anniversary_in":
        return _comes_round(str(value), trait, zone, now_ms)
    found = read(trait, zone)
    if found is None:
        return False
    if operator in ("before", "after"):
        other = moment(str(value), zone, now_ms)
        return other is not None and compare(found, other) == {"before": -1, "after": 1}[operator]
    if operator == "between":
        low, high = (moment(each, zone, now_ms) for each in value)
    else:
        shift_ms = int(str(value)[:-1]) * UNITS[str(value)[-1]] * 1000 * (1 if operator == "within_next" else -1)
        low, high = (at(ms, zone) for ms in sorted((now_ms, now_ms + shift_ms)))
    return low is not None and high is not None and compare(found, low) >= 0 and compare(found, high) <= 0


def _comes_round(value: str, trait: object, zone: ZoneInfo, now_ms: int) -> bool:
    yearly = re.fullmatch(r"(?:--)?(\d\d)[-/](\d\d)", trait, re.ASCII) if isinstance(trait, str) else None
    found = read(trait, zone)
    if yearly:
        year, month, day = 0, int(yearly[1]), int(yearly[2])
    elif found:
        year, month, day = found.day.year, found.day.month, found.day.day
    else:
        return False
    days = int(value[:-1]) * {"d": 1, "w": 7}[value[-1]]
    for ahead in range(days + 1):
        then = at(now_ms, zone).day + timedelta(days=ahead)
        is_ordinary = (then + timedelta(days=1)).month == 3
        marks = {(then.month, then.day)} | ({(2, 29)} if (then.month, then.day) == (2, 28) and is_ordinary else set())
        if (month, day) in marks and year < then.year:
            return True
    return False


def _offset(wall: datetime, given: str | None, zone: ZoneInfo) -> timedelta:
    if given == "Z":
        return timedelta(0)
    if given:
        minutes = int(given[1:3]) * 60 + int(given[3:].removeprefix(":") or 0)
        return timedelta(minutes=minutes if given[0] == "+" else -minutes)
    # Of an hour that is left out, the hour before; of one that comes twice, the first.
    return max(wall.replace(fold=fold, tzinfo=zone).utcoffset() or timedelta(0) for fold in (0, 1))
