"""What the team hands over itself: a bicycle. Said to be done, or not done after all."""

from datetime import datetime

from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member


def hand_over(program: Program, number: int, *, by: Member | None, done: bool, now: datetime) -> bool:
    """Whether anything has changed by it."""
    rows = DrawResult.objects.filter(program_id=program.pk, number=number, handed_ms__isnull=done).exclude(prize="")
    who = f"member:{by.pk}" if by is not None else ""
    changed = rows.update(handed_ms=clock.to_ms(now) if done else None, handed_by=who if done else "")
    if changed:
        subject = f"program:{program.pk}"
        trail.note(by, "prize.handed" if done else "prize.kept", subject=subject, after={"number": number})
    return bool(changed)


def to_hand_over(program_id: int) -> int:
    """How many prizes wait for it."""
    waiting = DrawResult.objects.filter(program_id=program_id, is_given=False, handed_ms=None)
    return waiting.exclude(prize="").count()
