"""Beginning a series, pausing it, going on, ending it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.approval import gate, request
from polku.act.campaigns.fingerprint import fingerprint
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady
from polku.act.plan import occurrences
from polku.act.plan.missing import missing
from polku.act.plan.models import USUAL_LATE_HOURS, Series
from polku.act.plan.problems import PlanError, TooLate
from polku.act.plan.rhythm import Rhythm, check, stored, to_store
from polku.act.plan.schedule import check_free, check_late_hours
from polku.know.teams import trail
from polku.know.teams.begin import the_team
from polku.know.teams.models import ApiKey, Member


def team_zone() -> ZoneInfo:
    return ZoneInfo(the_team().time_zone)


def begin(
    campaign: Campaign,
    rhythm: Rhythm,
    *,
    late_hours: int = USUAL_LATE_HOURS,
    by: Member | None,
    key: ApiKey | None = None,
    now: datetime,
) -> Series:
    """From now on, by the clock on the wall where the team is.

    Raises PlanError, NotReady, AlreadyLaunched, and NeedsApproval.
    """
    check_free(campaign)
    check_late_hours(late_hours)
    first = first_of(rhythm, now=now)
    if found := missing(campaign):
        raise NotReady(found)
    gate.check(campaign, by=by, key=key, now=now)
    return put(campaign, rhythm, first, late_hours=late_hours, by=by, now=now)


def first_of(rhythm: Rhythm, *, now: datetime) -> occurrences.Occurrence:
    """Raises PlanError."""
    first = occurrences.after(check(rhythm), team_zone(), instant=now)
    if first is None:
        raise PlanError(_("It ends before it has gone once."), field="until")
    return first


def put(
    campaign: Campaign,
    rhythm: Rhythm,
    first: occurrences.Occurrence,
    *,
    late_hours: int,
    by: Member | None,
    now: datetime,
    approved_by: Member | None = None,
) -> Series:
    """The same without a look, for whoever has had it. Raises PlanError."""
    try:
        with transaction.atomic():
            row = Series.objects.create(
                campaign=campaign,
                rhythm=to_store(rhythm),
                zone=team_zone().key,
                late_hours=late_hours,
                fingerprint=fingerprint(campaign),
                next_number=first.number,
                next_at=first.at,
                made_at=now,
                made_by=by,
            )
            request.lapse(campaign, now=now)
            trail.note(approved_by or by, "series.made", subject=_subject(row), after=shown(row))
    except IntegrityError as problem:  # pressed twice at the same moment
        raise PlanError(_("It goes again and again already; end that first.")) from problem
    return row


def pause(row: Series, *, by: Member | None, now: datetime) -> None:
    """Nothing goes until somebody goes on; what would have gone meanwhile is left out. Raises TooLate."""
    with transaction.atomic():
        running = Series.objects.filter(pk=row.pk, ended_at__isnull=True, paused_at__isnull=True)
        _change(row, running, {"paused_at": now, "paused_by": by, "trouble": ""})
        trail.note(by, "series.paused", subject=_subject(row))


def resume(row: Series, *, by: Member | None, now: datetime) -> None:
    """Goes on with the next one after now, and with what its campaign says now. Raises PlanError, NotReady."""
    if found := missing(row.campaign):
        raise NotReady(found)
    following = occurrences.after(rhythm_of(row), ZoneInfo(row.zone), number=(row.next_number or 1) - 1, instant=now)
    if following is None:
        raise TooLate(_("It is over: all of its times have passed."))
    values = {"paused_at": None, "paused_by": None, "fingerprint": fingerprint(row.campaign), "trouble": ""}
    with transaction.atomic():
        paused = Series.objects.filter(pk=row.pk, ended_at__isnull=True, paused_at__isnull=False)
        _change(row, paused, values | {"next_number": following.number, "next_at": following.at})
        trail.note(by, "series.resumed", subject=_subject(row))


def agree(row: Series, *, by: Member | None) -> None:
    """Somebody has looked at what its campaign says since it was changed. Raises NotReady, TooLate."""
    if found := missing(row.campaign):
        raise NotReady(found)
    with transaction.atomic():
        open_one = Series.objects.filter(pk=row.pk, ended_at__isnull=True)
        _change(row, open_one, {"fingerprint": fingerprint(row.campaign), "trouble": ""})
        trail.note(by, "series.changed", subject=_subject(row))


def end(row: Series, *, by: Member | None, now: datetime) -> None:
    """For good; what has gone stays. Raises TooLate."""
    with transaction.atomic():
        _change(row, Series.objects.filter(pk=row.pk, ended_at__isnull=True), {"ended_at": now, "ended_by": by})
        request.call_off(row.campaign, now=now)
        trail.note(by, "series.ended", subject=_subject(row))


def rhythm_of(row: Series) -> Rhythm:
    return stored(row.rhythm)


def coming(row: Series, *, since: datetime, most: int = 5) -> list[occurrences.Occurrence]:
    """The next ones, as far as it is neither paused nor over."""
    if row.ended_at is not None or row.paused_at is not None or row.next_number is None:
        return []
    number = row.next_number - 1
    return occurrences.coming(rhythm_of(row), ZoneInfo(row.zone), since=since, number=number, most=most)


def shown(row: Series) -> dict[str, object]:
    """For the trail."""
    return {"name": row.campaign.name, "rhythm": row.rhythm, "zone": row.zone, "late_hours": row.late_hours}


def _change(row: Series, among: Any, values: dict[str, Any]) -> None:
    if not among.update(**values):
        raise TooLate(_("It is over, or somebody else was faster."))
    row.refresh_from_db()


def _subject(row: Series) -> str:
    return f"series:{row.pk}"
