"""What there was for a full card and could not be given: none was left, or they have had as many as they may."""

from collections.abc import Collection, Mapping

from polku.act.rewards.ledger.models import Movement, Terms
from polku.act.rewards.stamps import causes
from polku.act.rewards.stamps.terms import Reward, StampTerms, read


def missed(rows: Collection[Movement]) -> Mapping[int, list[Reward]]:
    """By the number of the movement by which a card was used up; of its last stamp alone. `rows`: of any kind."""
    full = [row for row in rows if row.kind == Movement.Kind.USE and causes.stamp_of_card(row.cause)]
    if not full:
        return {}
    whose, when = {row.identity_id for row in full}, {row.at_ms for row in full}
    given = Movement.objects.filter(identity_id__in=whose, kind=Movement.Kind.GRANT, at_ms__in=when)
    got = {causes.bare_prize(cause) for cause in given.values_list("cause", flat=True)}
    known = {(one.program_id, one.number): read(one.terms) for one in _terms(full)}
    found = {row.pk: _of(known[row.program_id, row.terms], causes.stamp_of_card(row.cause), got) for row in full}
    return {number: rewards for number, rewards in found.items() if rewards}


def _terms(rows: Collection[Movement]) -> Collection[Terms]:
    return Terms.objects.filter(program__in={row.program_id for row in rows}, number__in={row.terms for row in rows})


def _of(terms: StampTerms, stamp: str, got: Collection[str]) -> list[Reward]:
    last = [(index, one) for index, one in enumerate(terms.rewards) if one.at == terms.size]
    return [one for index, one in last if causes.of_prize(index, stamp) not in got]
