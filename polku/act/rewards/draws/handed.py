"""What the team hands over itself: a bicycle. Said to be done, or not done after all."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Coalesce

from polku.act.rewards.draws import claims
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member


@transaction.atomic
def hand_over(program: Program, number: int, *, by: Member | None, done: bool, now: datetime) -> bool:
    """Whether anything has changed by it. What was handed over has been claimed, also if it is undone."""
    claims.hold(program.pk)
    rows = DrawResult.objects.filter(program_id=program.pk, number=number, handed_ms__isnull=done, out_ms=None)
    who, now_ms = f"member:{by.pk}" if by is not None else "", clock.to_ms(now)
    changed = rows.exclude(prize="").update(
        handed_ms=now_ms if done else None, handed_by=who if done else "", claimed_ms=Coalesce("claimed_ms", now_ms)
    )
    if changed:
        subject = f"program:{program.pk}"
        trail.note(by, "prize.handed" if done else "prize.kept", subject=subject, after={"number": number})
    return bool(changed)


def to_hand_over(program_id: int) -> int:
    """How many prizes wait for it."""
    return claims.standing(program_id).count()
