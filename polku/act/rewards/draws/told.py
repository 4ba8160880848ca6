"""What came of a ticket is an event: each is told once."""

from collections.abc import Mapping, Sequence

from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Program
from polku.know.events.append import News, tell
from polku.know.people.models import Identity

WON, LOST, FORFEITED = "Draw Won", "Draw Lost", "Draw Forfeited"


def tell_of(program: Program, results: Sequence[tuple[DrawResult, str]], *, now_ms: int) -> None:
    """Results, each with what the prize is called; "" where nothing was won. In the caller's transaction."""
    named = _named([one.identity_id for one, _title in results if one.identity_id is not None])
    told = []
    for one, title in results:
        if one.identity_id not in named:
            continue
        about = {"program_id": program.pk, "program": program.name, "number": one.number}
        if one.prize:
            about |= {"prize": one.prize, "prize_title": title}
        if one.claim_ms is not None:
            about["ends_ms"] = one.claim_ms
        if one.reserve:
            about["reserve"] = one.reserve
        key = f"draw:{program.pk}:{one.number}"
        told.append(News(WON if one.prize else LOST, named[one.identity_id], key, about, now_ms))
    tell(told, now_ms=now_ms)


def tell_forfeited(program: Program, one: DrawResult, title: str, *, now_ms: int) -> None:
    """Whoever had won has it no more. The team's reason stays in the record."""
    named = _named([one.identity_id] if one.identity_id is not None else [])
    if one.identity_id not in named:
        return
    about = {"program_id": program.pk, "program": program.name, "number": one.number}
    about |= {"prize": one.prize, "prize_title": title, "reason": "disqualified" if one.out_by else one.out_why}
    key = f"draw:{program.pk}:{one.number}:lost"
    tell([News(FORFEITED, named[one.identity_id], key, about, now_ms)], now_ms=now_ms)


def tell_lost(
    program: Program,
    people: Sequence[int],
    prize: str = "",
    title: str = "",
    *,
    reserves: Mapping[int, int],
    now_ms: int,
) -> None:
    """Of a draw at a time: nothing, or a consolation. One for each person, however many tickets they had.

    `reserves`: the places of those who have one.
    """
    named = _named(people)
    about = {"program_id": program.pk, "program": program.name}
    about |= {"prize": prize, "prize_title": title} if prize else {}
    told = [
        News(
            WON if prize else LOST,
            named[number],
            f"draw:{program.pk}:lost:{number}",
            about | ({"reserve": reserves[number]} if number in reserves else {}),
            now_ms,
        )
        for number in people
        if number in named
    ]
    tell(told, now_ms=now_ms)


def _named(numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Whoever has been forgotten meanwhile is nobody of whom anything could be told."""
    rows = Identity.objects.filter(pk__in=numbers).values_list("id", "kind", "value")
    return {number: (kind, value) for number, kind, value in rows}
