"""Which days of LINE's statistics are to be asked for, and when again: they come late and change for two weeks."""

from datetime import date, datetime, timedelta

from polku.kit import clock
from polku.say.channels.line.insight.models import LineStatistic
from polku.say.channels.line.limits import limits
from polku.say.channels.line.money.month import ZONE

Kind = LineStatistic.Kind
DAYS = 30  # back from yesterday: what a new account is shown at once
AFTER_D = (1, 3, 7)  # asked again so many days later, and once more at the end of the window
AGAIN_MS = clock.HOUR_MS  # of what LINE has not ready yet


def today(now: datetime) -> date:
    """As LINE counts days, in UTC+9."""
    return now.astimezone(ZONE).date()


def of_ms(ms: int) -> date:
    """The day of an instant, as LINE counts days."""
    return today(clock.from_ms(ms))


def wanted(known: dict[tuple[str, str], LineStatistic], *, now: datetime) -> tuple[Kind, str] | None:
    """The next to ask for: what is missing, the newest first; then what may have changed. None: nothing."""
    here = today(now)
    if _is_due(known.get((Kind.DEMOGRAPHIC, written(here))), here, here, now):
        return Kind.DEMOGRAPHIC, written(here)
    for back in range(1, DAYS + 1):
        day = here - timedelta(days=back)
        for kind in (Kind.FOLLOWERS, Kind.DELIVERIES):
            if _is_due(known.get((kind, written(day))), day, here, now):
                return kind, written(day)
    return None


def is_final(day: date, *, now: datetime) -> bool:
    return (today(now) - day).days >= int(limits()["insight"]["window_d"])


def written(day: date) -> str:
    return day.strftime("%Y%m%d")


def _is_due(row: LineStatistic | None, day: date, here: date, now: datetime) -> bool:
    if row is None:
        return True
    if row.is_final:
        return False
    if row.status != "ready" and day != here:
        return row.asked_ms <= clock.to_ms(now) - AGAIN_MS
    asked_on = (clock.from_ms(row.asked_ms).astimezone(ZONE).date() - day).days
    age, window = (here - day).days, int(limits()["insight"]["window_d"])
    return any(asked_on < again <= age for again in (*AFTER_D, window))
