"""When a coupon holds, in one form everywhere: by the clocks of its own zone, as customers see it.

The zone is named where the reader's own clocks show something else.
"""

from datetime import datetime

from django.utils import timezone

from polku.doors.web.widgets.times import exact
from polku.say.channels.line.coupons.zones import called, zone_of

JAPAN = "ASIA_TOKYO"  # as zones.py takes it where LINE has told none


def moment(at: datetime | None, *, zone: str) -> str:
    """`zone`: LINE's name. "" for none."""
    return f"{there(at, zone=zone)}{_named(zone, at)}" if at is not None else ""


def period(starts_at: datetime | None, ends_at: datetime | None, *, zone: str) -> str:
    """From then till then; "" where neither is known."""
    known = [one for one in (starts_at, ends_at) if one is not None]
    if not known:
        return ""
    return f"{there(starts_at, zone=zone)} – {there(ends_at, zone=zone)}{_named(zone, *known)}".strip()


def there(at: datetime | None, *, zone: str) -> str:
    """As a phone shows it: no zone is named."""
    if at is None:
        return ""
    with timezone.override(zone_of(zone)):
        return exact(at, seconds=False)


def _named(zone: str, *moments: datetime) -> str:
    differs = any(one.astimezone(zone_of(zone)).utcoffset() != timezone.localtime(one).utcoffset() for one in moments)
    return f" ({called(zone or JAPAN, now=moments[-1])})" if differs else ""
