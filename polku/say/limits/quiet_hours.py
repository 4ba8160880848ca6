"""The team's quiet hours, and changing them."""

import re
from collections.abc import Mapping

from django.db import transaction

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.limits.models import QuietHours
from polku.say.limits.problems import NoTimeAtAll, UnknownCountry, WrongTime
from polku.say.limits.quiet import DAY_MIN, Hours, clock_of

ELSEWHERE = ""  # wherever nothing else is said
COUNTRY = re.compile(r"[A-Z]{2}")


def quiet_hours() -> list[QuietHours]:
    """Those that hold, by country; what holds elsewhere first."""
    return list(QuietHours.objects.filter(ended_at__isnull=True).order_by("country"))


def current() -> dict[str, Hours]:
    """By country."""
    return {row.country: Hours(row.begins, row.ends) for row in quiet_hours()}


def check(country: str, hours: Hours) -> None:
    """Raises LimitError."""
    if country != ELSEWHERE and not COUNTRY.fullmatch(country):
        raise UnknownCountry
    if not (0 <= hours.begins < DAY_MIN and 0 <= hours.ends < DAY_MIN):
        raise WrongTime
    if hours.begins == hours.ends:
        raise NoTimeAtAll


def say(country: str, hours: Hours | None, *, by: Member | None) -> None:
    """What holds in a country from now on, in the place of what did; None: nothing. Raises LimitError."""
    if hours is not None:
        check(country, hours)
    with transaction.atomic():
        was = current().get(country)
        if was == hours:
            return
        QuietHours.objects.filter(country=country, ended_at__isnull=True).update(ended_at=clock.now(), ended_by=by)
        if hours is not None:
            QuietHours.objects.create(country=country, begins=hours.begins, ends=hours.ends, by=by)
        action = "quiet_hours.changed" if hours is not None else "quiet_hours.removed"
        trail.note(by, action, subject=f"quiet_hours:{country or '*'}", before=_plain(was), after=_plain(hours))


def keep(wanted: Mapping[str, Hours], *, by: Member | None) -> None:
    """Exactly these hold from now on, by country. Raises LimitError; then nothing has changed."""
    with transaction.atomic():
        for country in sorted({*current(), *wanted}):
            say(country, wanted.get(country), by=by)


def _plain(hours: Hours | None) -> dict[str, str] | None:
    """For the trail."""
    return {"begins": clock_of(hours.begins), "ends": clock_of(hours.ends)} if hours is not None else None
