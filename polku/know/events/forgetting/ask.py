"""Asking for people or events to be forgotten. Done by `work`, in the process that has the column store open."""

import json
from collections.abc import Sequence

import msgspec

from polku.kit import clock
from polku.know.events.event import Identity
from polku.know.events.forgetting.places import Places
from polku.know.events.models import Forgetting
from polku.know.events.read import last_seq


class ForgettingError(Exception):
    """This cannot be forgotten."""


class Todo(msgspec.Struct):
    """What stands in a row while it is not done."""

    people: list[dict[int, Identity]] = []  # of each, their identities by number, the leading one first
    names: list[str] = []  # what else they are called
    is_whole: bool = False  # looked up again when the work began: not a second time, when half of it is done
    places: list[tuple[int, list[int]]] = []


def forget_people(people: Sequence[dict[int, Identity]], *, by: str, reason: str = "") -> Forgetting:
    """All of these people, with everything that they did. One row for as many as are asked for at once."""
    return _asked(
        Forgetting.What.PEOPLE, Todo(people=list(people)), by=by, reason=reason, counts={"people": len(people)}
    )


def forget_events(places: Places, *, by: str, reason: str = "") -> Forgetting:
    """These events, and what follows from them, as if they had never come: the undo of an import, old events."""
    todo = Todo(places=[(seq, sorted(indexes)) for seq, indexes in sorted(places.items())])
    return _asked(Forgetting.What.EVENTS, todo, by=by, reason=reason, counts={})


def _asked(what: str, todo: Todo, *, by: str, reason: str, counts: dict[str, int]) -> Forgetting:
    return Forgetting.objects.create(
        what=what,
        asked_ms=clock.now_ms(),
        at_seq=last_seq(),
        by=by[:254],
        reason=reason[:300],
        todo=msgspec.json.encode(todo).decode(),
        counts=json.dumps(counts),
    )
