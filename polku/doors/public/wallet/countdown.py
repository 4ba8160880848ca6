"""How long something still is, in words: the nearer its end, the finer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.kit import clock
from polku.kit.regions import date_format

MINUTE_MS, HOUR_MS, DAY_MS = clock.MINUTE_MS, clock.HOUR_MS, clock.DAY_MS
FEW_DAYS = 14
SOON_MS = 3 * DAY_MS


@dataclass(frozen=True)
class Countdown:
    words: str
    exact: str
    is_soon: bool = False


def until(until_ms: int, *, now_ms: int) -> Countdown:
    """By the clock of the page. What ends at midnight is good until the day before."""
    if until_ms >= FOR_EVER_MS:
        return Countdown(_("No end"), "")
    left_ms, ends = until_ms - now_ms, _local(until_ms)
    last = ends - timedelta(milliseconds=1)
    is_midnight = ends.time() == datetime.min.time()
    exact = _("Until {when}").format(when=_at(last if is_midnight else ends, is_midnight=is_midnight))
    if left_ms <= 0:
        return Countdown(_("Ended on {day}").format(day=date_format(last, "DATE_FORMAT")), exact)
    days = max(1, (last.date() - _local(now_ms).date()).days)
    if left_ms < HOUR_MS:
        minutes = max(1, left_ms // MINUTE_MS)
        words = ngettext("%(count)d minute left", "%(count)d minutes left", minutes) % {"count": minutes}
    elif left_ms < DAY_MS:
        hours = left_ms // HOUR_MS
        words = ngettext("%(count)d hour left", "%(count)d hours left", hours) % {"count": hours}
    elif days <= FEW_DAYS:
        words = ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    else:
        words = _("Until {when}").format(when=date_format(last, "DATE_FORMAT"))
    return Countdown(words, exact, left_ms < SOON_MS)


def begins(from_ms: int) -> str:
    return _("From {when} on").format(when=_at(_local(from_ms), is_midnight=False))


def _local(ms: int) -> datetime:
    return timezone.localtime(clock.from_ms(ms))


def _at(moment: datetime, *, is_midnight: bool) -> str:
    day = date_format(moment, "DATE_FORMAT")
    return day if is_midnight else f"{day} {time_format(moment, 'H:i')}"


def day_of(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "MONTH_DAY_FORMAT")
