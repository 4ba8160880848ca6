"""Claiming a prize that the team hands over: until when, and that it was."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Min, QuerySet

from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.draws.terms import DrawTerms
from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member

UNDO_MS = 10 * clock.MINUTE_MS  # so long a disqualification can be undone; then the next reserve moves up


def until_ms(terms: DrawTerms, *, now: datetime) -> int | None:
    """The end of the last day, by the clock of the team. None: they may take their time."""
    if terms.claim_days is None:
        return None
    zone = ZoneInfo(the_team().time_zone or "UTC")
    after = now.astimezone(zone).date() + timedelta(days=terms.claim_days + 1)
    return clock.to_ms(datetime.combine(after, time(), zone))


@transaction.atomic
def claim(program: Program, number: int, *, by: Member | None, now: datetime) -> bool:
    """By the winner, or by the team for them. Whether anything has changed: not too late, and not twice."""
    hold(program.pk)
    rows = standing(program.pk).filter(number=number, claimed_ms=None)
    changed = rows.exclude(claim_ms__lte=clock.to_ms(now)).update(claimed_ms=clock.to_ms(now))
    if changed and by is not None:
        trail.note(by, "prize.claimed", subject=f"program:{program.pk}", after={"number": number})
    return bool(changed)


def hold(program_id: int) -> Draw:
    """Whoever else decides about its prizes waits until the caller's transaction ends."""
    return Draw.objects.select_for_update().get(pk=program_id)


def standing(program_id: int) -> QuerySet[DrawResult]:
    """Prizes that somebody has won and that wait to be handed over."""
    rows = DrawResult.objects.filter(program_id=program_id, is_given=False, handed_ms=None, out_ms=None)
    return rows.exclude(prize="")


def look_again(program_id: int) -> None:
    """When something is to be done about them next. Within the transaction that holds the draw."""
    times = (
        standing(program_id).filter(claimed_ms=None).aggregate(at=Min("claim_ms"))["at"],
        DrawResult.objects.filter(program_id=program_id, passed_ms=None).aggregate(at=Min(F("out_ms") + UNDO_MS))["at"],
    )
    Draw.objects.filter(pk=program_id).update(due_ms=min((at for at in times if at is not None), default=None))
