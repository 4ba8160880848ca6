"""What came of a ticket is an event: each is told once."""

from collections.abc import Sequence

from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Program
from polku.know.events.append import News, tell
from polku.know.people.models import Identity

WON, LOST = "Draw Won", "Draw Lost"


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
        key = f"draw:{program.pk}:{one.number}"
        told.append(News(WON if one.prize else LOST, named[one.identity_id], key, about, now_ms))
    tell(told, now_ms=now_ms)


def tell_lost(program: Program, people: Sequence[int], prize: str = "", title: str = "", *, now_ms: int) -> None:
    """Of a draw at a time: nothing, or a consolation. One for each person, however many tickets they had."""
    named = _named(people)
    about = {"program_id": program.pk, "program": program.name}
    about |= {"prize": prize, "prize_title": title} if prize else {}
    told = [
        News(WON if prize else LOST, named[number], f"draw:{program.pk}:lost:{number}", about, now_ms)
        for number in people
        if number in named
    ]
    tell(told, now_ms=now_ms)


def _named(numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Whoever has been forgotten meanwhile is nobody of whom anything could be told."""
    rows = Identity.objects.filter(pk__in=numbers).values_list("id", "kind", "value")
    return {number: (kind, value) for number, kind, value in rows}
