"""What a receiver gets: the event as the API tells it, and whose it is. Read from the log when it is sent."""

from collections.abc import Sequence

from polku.act.webhooks.claim import Claimed
from polku.act.webhooks.words import test, told
from polku.know.events.event import Event
from polku.know.events.read import read_block
from polku.know.people.models import Identity


def payloads(block: Sequence[Claimed]) -> dict[int, bytes]:
    """By the delivery's id; those whose event is no longer in the log are missing."""
    events = _events({claimed.seq for claimed in block if not claimed.is_test})
    found = {claimed.id: events.get((claimed.seq, claimed.nth)) for claimed in block}
    people = _people([event.identity_id for event in found.values() if event is not None])
    bodies = {id_: told(event, people.get(event.identity_id)) for id_, event in found.items() if event is not None}
    return bodies | {claimed.id: test(claimed) for claimed in block if claimed.is_test}


def _events(seqs: set[int]) -> dict[tuple[int, int], Event]:
    blocks = [read_block(seq - 1, seq) for seq in sorted(seqs)]
    return {(event.seq, event.index): event for block in blocks if block is not None for event in block.events}


def _people(identity_ids: Sequence[int]) -> dict[int, int]:
    return dict(Identity.objects.filter(pk__in=identity_ids).values_list("pk", "profile_id"))
