"""Events for tests of folds: short to write, folded without the log and its readers."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from django.db import transaction

from polku.know.events.event import Event, read_batch
from polku.know.events.given import seal
from polku.know.events.read import Block

Said = dict[str, Any]
RECEIVED_MS = 1_900_000_000_000  # later than whatever is said


def events_of(said: Sequence[Said], *, seq: int = 1) -> list[Event]:
    """Give `_source` 0 to what polku itself says."""
    found = []
    for index, event in enumerate(said):
        source = event.get("_source", 1)
        given = {key: value for key, value in event.items() if key != "_source"}
        payload = seal([msgspec.json.encode(given)])
        found += read_batch(seq + index, received_ms=RECEIVED_MS, source=source, payload=payload)
    return found


def block_of(said: Sequence[Said], *, seq: int = 1) -> Block:
    events = events_of(said, seq=seq)
    return Block(seq, seq + len(said) - 1, events, len(said))


def folded(said: Sequence[Said], *, cuts: Sequence[int], folds: Sequence[Callable[[Block], None]]) -> None:
    """Fold the events in this order, in blocks cut at these places."""
    edges = [0, *sorted({cut for cut in cuts if 0 < cut < len(said)}), len(said)]
    for start, end in pairwise(edges):
        if end > start:
            block = block_of(said[start:end], seq=start + 1)
            for fold in folds:
                fold(block)


class RolledBack:
    """A transaction whose effect is taken back at its end."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *problem: Any) -> None:
        if problem[0] is None:
            transaction.set_rollback(True)
        self.atomic.__exit__(*problem)


def track(who: str, at: int, *, key: str, event: str = "Seen", **properties: Any) -> Said:
    return {
        "type": "track",
        "event": event,
        **_who(who),
        "timestamp": _ms(at),
        "messageId": key,
        "properties": properties,
    }


def identify(who: str, at: int, *, key: str, **fields: Any) -> Said:
    return {"type": "identify", **_who(who), "timestamp": _ms(at), "messageId": key, **fields}


def alias(who: str, at: int, *, key: str, previous: str) -> Said:
    return {"type": "alias", **_who(who), "timestamp": _ms(at), "messageId": key, "previousId": previous}


def _who(who: str) -> dict[str, str]:
    """`u1` is a user, `a1` a visitor."""
    return {"userId": who} if who.startswith("u") else {"anonymousId": who}


def _ms(at: int) -> int:
    """Test times are days since 2020: days of people differ."""
    return 1_577_836_800_000 + at * 86_400_000
