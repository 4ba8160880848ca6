"""Asking for an errand, and stopping one."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from polku.act.rewards.errands.models import Errand
from polku.act.rewards.gifts import NotLive
from polku.act.rewards.ledger.models import Program
from polku.kit import clock, ids
from polku.know.segments.models import Segment
from polku.know.teams import trail
from polku.know.teams.models import Member

OPENED = {"ended_at": None, "is_stopped": False, "found": None, "done": 0, "place": 0, "trouble": ""}


@transaction.atomic
def give(
    program: Program, whom: Mapping[str, Any], cause: str = "", *, amount: int = 1, by: str, member: Member | None
) -> Errand:
    """To all of them. The same cause again is the same errand: who has come since gets theirs. Raises NotLive."""
    if program.state != Program.State.LIVE:
        raise NotLive
    cause = cause or f"giving:{ids.new_id()}"
    row, is_new = Errand.objects.get_or_create(
        program=program, what=Errand.What.GIVE, cause=cause, defaults={"whom": dict(whom), "amount": amount, "by": by}
    )
    if not is_new and row.ended_at is not None:
        Errand.objects.filter(pk=row.pk).update(whom=dict(whom), **OPENED)
        row.refresh_from_db()
    trail.note(member, "program.given", subject=f"program:{program.pk}", after=_told(whom))
    return row


@transaction.atomic
def withdraw(program: Program, whom: Mapping[str, Any], reason: str, *, by: str, member: Member | None) -> Errand:
    """What is open of it: everybody's, or some people's."""
    cause = f"withdrawal:{ids.new_id()}"
    row = Errand.objects.create(
        program=program, what=Errand.What.WITHDRAW, whom=dict(whom), cause=cause, reason=reason, by=by
    )
    after = _told(whom) | {"reason": reason}
    trail.note(member, "program.withdrawn", subject=f"program:{program.pk}", after=after)
    return row


def stop(errand: Errand, *, member: Member | None) -> None:
    """Who has been reached by then stays so."""
    among = Errand.objects.filter(pk=errand.pk, ended_at__isnull=True)
    if among.update(ended_at=clock.now(), is_stopped=True):
        trail.note(member, "program.called_off", subject=f"program:{errand.program_id}", after={"got": errand.got})


def _told(whom: Mapping[str, Any]) -> dict[str, Any]:
    """Never who: the trail outlives people."""
    if "segment" in whom:
        named = Segment.objects.filter(pk=whom["segment"]).values_list("name", flat=True).first()
        return {"segment": whom["segment"], "name": named or ""}
    return {"people": len(whom["people"])} if "people" in whom else {"everybody": True}
