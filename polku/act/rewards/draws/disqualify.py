"""The team takes a prize from a winner, with a reason that stays in the record; for some minutes it can be undone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.rewards.draws import claims
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member

LONGEST = 200


class NotPossible(Exception):
    """A sentence on why not."""


@transaction.atomic
def disqualify(program: Program, number: int, why: str, *, by: Member | None, now: datetime) -> None:
    """Raises NotPossible."""
    why = why.replace("\0", "").strip()[:LONGEST]
    if not why:
        raise NotPossible(_("Please say why: it stands in the record."))
    claims.hold(program.pk)
    row = DrawResult.objects.filter(program_id=program.pk, number=number, roll="").exclude(prize="").first()
    if row is None or row.out_ms is not None:
        raise NotPossible(_("This ticket holds no prize now."))
    if row.is_given:
        raise NotPossible(_("It was given by itself. It can be withdrawn on the page of its own program."))
    if row.handed_ms is not None:
        raise NotPossible(_("It has been handed over already."))
    row.out_ms, row.out_why, row.out_by = clock.to_ms(now), why, f"member:{by.pk}" if by is not None else "api"
    row.save()
    claims.look_again(program.pk)
    trail.note(by, "prize.disqualified", subject=f"program:{program.pk}", after={"number": number})


@transaction.atomic
def restore(program: Program, number: int, *, by: Member | None) -> bool:
    """Whether they have it again: not when it has been passed on already."""
    claims.hold(program.pk)
    rows = DrawResult.objects.filter(program_id=program.pk, number=number, passed_ms=None, out_ms__isnull=False)
    changed = rows.exclude(out_by="").update(out_ms=None, out_why="", out_by="")
    if changed:
        claims.look_again(program.pk)
        trail.note(by, "prize.reinstated", subject=f"program:{program.pk}", after={"number": number})
    return bool(changed)
