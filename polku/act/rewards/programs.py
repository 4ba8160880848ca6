"""Programs: made, changed, begun, paused and ended. What people were given keeps the terms of that moment."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from polku.act.rewards.codes.models import PartnerCode
from polku.act.rewards.kinds import may_change, stored
from polku.act.rewards.ledger.models import Counter, Program, Terms
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member

# From which state to which; what has ended stays so.
WAYS = {
    Program.State.DRAFT: (Program.State.LIVE, Program.State.ENDED),
    Program.State.LIVE: (Program.State.PAUSED, Program.State.ENDED),
    Program.State.PAUSED: (Program.State.LIVE, Program.State.ENDED),
    Program.State.ENDED: (),
}


VERBS = {"live": "begun", "paused": "paused", "ended": "ended"}


class WrongState(ValueError):
    """It cannot become that from what it is."""


@transaction.atomic
def create(
    name: str, terms: Any, *, kind: str = Program.Kind.COUPON, currency: str, bearer: str = "", by: Member | None
) -> Program:
    """A draft. Raises TermsProblem."""
    promised = stored(kind, terms)
    made = Program.objects.create(kind=kind, name=name, currency=currency, bearer=bearer, created_by=by)
    Terms.objects.create(program=made, number=1, terms=promised, bearer=bearer, by=by)
    trail.note(by, "program.made", subject=_subject(made), after={"name": name, "terms": promised})
    return made


@transaction.atomic
def change(
    program: Program, *, name: str | None = None, terms: Any = None, bearer: str | None = None, by: Member | None
) -> None:
    """What is given out from now on has the new terms, and whoever bears its cost bears that of nothing before.

    Raises TermsProblem, also of what may not change any more.
    """
    locked = Program.objects.select_for_update().get(pk=program.pk)
    if name is not None and name != locked.name:
        trail.note(by, "program.edited", subject=_subject(locked), before={"name": locked.name}, after={"name": name})
        Program.objects.filter(pk=locked.pk).update(name=name)
    stands = latest(locked)
    promised = stored(locked.kind, terms) if terms is not None else stands.terms
    bears = locked.bearer if bearer is None else bearer
    if promised == stands.terms and bears == locked.bearer:
        return
    if promised != stands.terms:
        may_change(locked, stands.terms, promised)
    number = (Terms.objects.filter(program=locked).aggregate(most=Max("number"))["most"] or 0) + 1
    Terms.objects.create(program=locked, number=number, terms=promised, bearer=bears, by=by)
    Program.objects.filter(pk=locked.pk).update(bearer=bears)
    before, after = trail.changed(stands.terms | {"bearer": locked.bearer}, promised | {"bearer": bears})
    trail.note(by, "program.changed", subject=_subject(locked), before=before, after=after)


@transaction.atomic
def become(program: Program, state: str, *, by: Member | None) -> None:
    """Raises WrongState. Into the state that it is in already is no change."""
    locked = Program.objects.select_for_update().get(pk=program.pk)
    if locked.state == state:
        return
    if state not in WAYS[Program.State(locked.state)]:
        raise WrongState(_("A program that is {now} cannot become {wanted}.").format(now=locked.state, wanted=state))
    ended_ms = clock.now_ms() if state == Program.State.ENDED else None
    Program.objects.filter(pk=locked.pk).update(state=state, ended_ms=ended_ms)
    before, after = {"state": locked.state}, {"state": state}
    trail.note(by, f"program.{VERBS[state]}", subject=_subject(locked), before=before, after=after)


@transaction.atomic
def remove(program: Program, *, by: Member | None) -> None:
    """One that has never begun, so that nobody has anything of it. Raises WrongState."""
    locked = Program.objects.select_for_update().get(pk=program.pk)
    if locked.state != Program.State.DRAFT:
        raise WrongState(_("Only a draft can be deleted. End this program: then it is out of the list."))
    before = {"name": locked.name, "terms": latest(locked).terms}
    trail.note(by, "program.removed", subject=_subject(locked), before=before)
    Counter.objects.filter(program_id=locked.pk).delete()
    PartnerCode.objects.filter(program_id=locked.pk).delete()
    locked.delete()


def latest(program: Program) -> Terms:
    """On which it is given out now."""
    return Terms.objects.filter(program=program).order_by("-number")[0]


def _subject(program: Program) -> str:
    return f"program:{program.pk}"
