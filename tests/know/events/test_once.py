"""The same event id twice is one event."""

import pytest

from polku.know.events.models import LogBatch
from polku.know.events.read import read_block

pytestmark = pytest.mark.django_db


def test_an_event_sent_twice_is_read_once(log_events, carry_on):
    log_events({"type": "track", "event": "A", "userId": "aino", "messageId": "m1"})
    log_events(
        {"type": "track", "event": "A", "userId": "aino", "messageId": "m1"},
        {"type": "track", "event": "B", "userId": "aino", "messageId": "m2"},
    )

    carry_on()

    first, last = LogBatch.objects.order_by("seq").values_list("seq", flat=True)
    block = read_block(first - 1, last)
    assert block is not None
    assert [(event.name, event.id) for event in block.events] == [("A", "m1"), ("B", "m2")]


def test_an_event_repeated_within_one_batch_is_read_once(log_events, carry_on):
    log_events(*[{"type": "track", "event": "A", "userId": "aino", "messageId": "m1"}] * 3)

    carry_on()

    seq = LogBatch.objects.get().seq
    block = read_block(seq - 1, seq)
    assert block is not None
    assert [event.index for event in block.events] == [0]


def test_events_without_an_id_are_all_different(log_events, carry_on):
    log_events(*[{"type": "track", "event": "A", "userId": "aino"}] * 3)

    carry_on()

    seq = LogBatch.objects.get().seq
    block = read_block(seq - 1, seq)
    assert block is not None
    assert [event.index for event in block.events] == [0, 1, 2]
