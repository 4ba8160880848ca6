"""The full record of a draw, for whoever has to see that it was fair: each play, or each winner and reserve."""

from collections.abc import Iterator

from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.draws.odds import whole
from polku.act.rewards.draws.play import titled
from polku.act.rewards.draws.terms import DrawTerms, read
from polku.act.rewards.ledger.models import Terms
from polku.kit import clock, ids
from polku.know.people import find

COLUMNS = ("number", "at", "ticket", "person", "terms", "odds", "rolled", "of", "prize", "title", "none_left",
           "given", "handed_over", "handed_by", "store", "by", "reserve", "claim_until", "claimed", "lost", "lost_why",
           "lost_by", "passed_on", "moved_up", "instead_of")  # fmt: skip
AT_ONCE = 2_000


def rows(program_id: int) -> Iterator[tuple[object, ...]]:
    """Under COLUMNS. `person` is empty of whoever was forgotten."""
    promised = {row.number: read(row.terms) for row in Terms.objects.filter(program=program_id)}
    after = 0
    while True:
        part = list(DrawResult.objects.filter(program_id=program_id, number__gt=after).order_by("number")[:AT_ONCE])
        if not part:
            return
        people = find.profile_ids([row.identity_id for row in part if row.identity_id is not None])
        for row in part:
            yield _cells(row, promised[row.terms], people)
        after = part[-1].number


def odds_of(terms: DrawTerms) -> str:
    """tea 1/50 (100), bike 1/10000 (1): chance and stock."""
    told = (
        f"{one.key} {one.chance.wins}/{one.chance.of} ({one.stock})" if one.chance else f"{one.key} ({one.stock})"
        for one in terms.prizes
    )
    return ", ".join(told)


def _cells(row: DrawResult, terms: DrawTerms, people: dict[int, int]) -> tuple[object, ...]:
    identity = row.identity_id
    return (
        row.number,
        clock.from_ms(row.at_ms).isoformat(),
        row.mark,
        ids.public(people.get(identity, identity)) if identity is not None else "",
        row.terms,
        odds_of(terms),
        row.roll,
        whole(terms.prizes) if row.roll else "",
        row.prize,
        titled(terms, row.prize),
        int(row.was_out),
        int(row.is_given),
        _at(row.handed_ms),
        row.handed_by,
        row.store,
        row.by,
        row.reserve or "",
        _at(row.claim_ms),
        _at(row.claimed_ms),
        _at(row.out_ms),
        row.out_why,
        row.out_by,
        _at(row.passed_ms),
        _at(row.moved_ms),
        row.instead or "",
    )


def _at(at_ms: int | None) -> str:
    return clock.from_ms(at_ms).isoformat() if at_ms is not None else ""
