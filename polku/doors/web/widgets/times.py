"""Instants in words: "5 minutes ago", with the exact time in the team's zone for whoever points at them."""

from datetime import UTC, datetime
from typing import Any

from django.template.defaultfilters import date as usual
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.kit import clock
from polku.kit.regions import DAYS, MOMENTS, date_format

Instant = datetime | int | float | None


def when(instant: Instant) -> SafeString | str:
    """<time> for an instant given as a datetime or as milliseconds; "" for none."""
    moment = as_moment(instant)
    if moment is None:
        return ""
    return _element(moment, in_words(moment, now=clock.now()))


def at(instant: Instant) -> SafeString | str:
    """<time> with the day and the minute written out."""
    moment = as_moment(instant)
    return "" if moment is None else _element(moment, exact(moment, seconds=False))


def clock_time(instant: Instant) -> SafeString | str:
    """<time> with the second, for lists that are read as they come in."""
    moment = as_moment(instant)
    return "" if moment is None else _element(moment, time_format(timezone.localtime(moment), "H:i:s"))


def day_and_minute(instant: Instant) -> SafeString | str:
    """<time> with the day of the year and the minute, for lists below the name of a month."""
    moment = as_moment(instant)
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return _element(moment, f"{date_format(local, 'MONTH_DAY_FORMAT')} {time_format(local, 'H:i')}")


def date(value: Any, form: str | None = None) -> str:
    """Django's own filter, but for days of somebody whose language we do not write."""
    if form not in (*DAYS, *MOMENTS) or not isinstance(value, datetime):
        return str(usual(value, form))
    return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, form)


def as_moment(instant: Instant) -> datetime | None:
    if instant is None:
        return None
    if isinstance(instant, datetime):
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return clock.from_ms(int(instant))


def in_words(moment: datetime, *, now: datetime) -> str:
    seconds = (now - moment).total_seconds()
    if seconds < -60:
        return exact(moment, seconds=False)
    if seconds < 10:
        return _("just now")
    if seconds < 60:
        return ngettext("%(count)d second ago", "%(count)d seconds ago", int(seconds)) % {"count": int(seconds)}
    if seconds < 3600:
        minutes = int(seconds // 60)
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}
    if seconds < 86_400:
        hours = int(seconds // 3600)
        return ngettext("%(count)d hour ago", "%(count)d hours ago", hours) % {"count": hours}
    if seconds < 7 * 86_400:
        days = int(seconds // 86_400)
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def exact(moment: datetime, *, seconds: bool = True) -> str:
    local = timezone.localtime(moment)
    day = date_format(local, "DATE_FORMAT")
    return f"{day} {time_format(local, 'H:i:s' if seconds else 'H:i')}"


def _element(moment: datetime, words: str) -> SafeString:
    hover = f"{exact(moment)} {timezone.get_current_timezone_name()}"
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), hover, words)
