"""Deliveries without the events that are forgotten: with them goes what receivers answered."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from polku.act.webhooks.models import Delivery
from polku.know.events.event import Event
from polku.know.events.forgetting.rest import Rest


def without(gone: Sequence[Event], rest: Rest, whole: AbstractSet[int]) -> int:  # noqa: ARG001 - a keeper's arguments
    """Within the transaction that took the events out. What is on its way arrives, and nothing of it is kept."""
    by_seq: defaultdict[int, list[int]] = defaultdict(list)
    for event in gone:
        by_seq[event.seq].append(event.index)
    return sum(Delivery.objects.filter(seq=seq, nth__in=indexes).delete()[0] for seq, indexes in by_seq.items())
