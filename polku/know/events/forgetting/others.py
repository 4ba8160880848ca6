"""Where the events of people stand, and what polku itself noted about others that names them."""

from collections.abc import Sequence

from polku.know.events.append import News, tell
from polku.know.events.event import Event
from polku.know.events.forgetting import columns as going
from polku.know.events.forgetting import sql
from polku.know.events.forgetting.places import asked, events_at, in_columns, joined, under
from polku.know.events.forgetting.whom import Whom

VERDICTS = ("Merge Undone", "Merge Redone")


def places_of(part: Whom, *, end: int) -> tuple[dict[int, set[int]], list[Event]]:
    """Where their events stand; and what polku noted about others that names them."""
    known = min(in_columns(), end)
    found = under(frozenset(part.identities), after=known, end=end)
    if not known:
        return found, []
    going.let_go(part.identities)
    named = asked(sql.NAMED, end=known)
    others = list(events_at(named))
    return joined(found, asked(sql.PLACES, end=known), named), others


def retell(others: Sequence[Event], whom: Whom) -> None:
    """A merge that was undone names both. What was decided about the others stays decided, in other words."""
    for event in others:
        said = event.properties
        pairs = [linked for linked in said.get("pairs", ()) if not whom.is_named_in(linked)]
        if event.name in VERDICTS and pairs:
            told = {"pairs": pairs, "by": said.get("by", "")}
            if not whom.is_named_in(said.get("merge")):
                told["merge"] = said.get("merge")
            tell([News(event.name, event.identity, "", {k: v for k, v in told.items() if v}, event.time_ms)])
