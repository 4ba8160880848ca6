"""What may not be changed any more: how a draw that has opened is decided, and what was promised with its tickets."""

from collections.abc import Iterator
from math import inf

from django.utils.translation import gettext as _

from polku.act.rewards.draws.models import Draw
from polku.act.rewards.draws.terms import DrawTerms
from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.say.content.problem import Problem


def may_change(program: Program, before: DrawTerms, after: DrawTerms) -> None:
    """Within the caller's transaction, in which nobody gives a ticket or closes it. Raises TermsProblem."""
    draw = Draw.objects.select_for_update().filter(pk=program.pk).first()
    if draw is None or before == after:
        return
    if draw.closed_ms is not None:
        raise TermsProblem(Problem(_("It has closed: its terms cannot be changed any more.")))
    if before.mode != after.mode:
        told = _("It has opened: whether it is drawn or played cannot be changed any more. Please make a new one.")
        raise TermsProblem(Problem(told, field="mode"))
    # A ticket of a game keeps its own terms; one of a draw goes by what holds when it closes.
    if before.mode == "scheduled" and _has_tickets(program):
        for field, is_broken, sentence in _promised(before, after):
            if is_broken:
                raise TermsProblem(Problem(sentence, field=field))


def _promised(before: DrawTerms, after: DrawTerms) -> Iterator[tuple[str, bool, str]]:
    stocks = {prize.key: prize.stock for prize in after.prizes}
    yield (
        "prizes",
        any(stocks.get(prize.key, 0) < prize.stock for prize in before.prizes),
        _("Somebody has a ticket already: there can be more prizes, but no fewer."),
    )
    yield (
        "wins_person",
        before.wins_person != after.wins_person,
        _("Somebody has a ticket already: how many prizes one person can win stays as it is."),
    )
    yield (
        "reserves",
        after.reserves < before.reserves,
        _("Somebody has a ticket already: there can be more reserves, but no fewer."),
    )
    yield (
        "claim_days",
        (after.claim_days or inf) < (before.claim_days or inf),
        _("Somebody has a ticket already: there can be more time to claim a prize, but no less."),
    )
    yield (
        "mixes",
        bool(before.mixes) and before.mixes != after.mixes,
        _("Somebody has a ticket already: the public number that was promised stays."),
    )


def _has_tickets(program: Program) -> bool:
    return Movement.objects.filter(program_id=program.pk, kind=Movement.Kind.GRANT).exists()
