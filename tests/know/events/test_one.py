"""One event is found by its address, and is gone when it was forgotten."""

from collections.abc import Callable

import pytest

from polku.know.events.forgetting.take_out import take_out
from polku.know.events.models import Duplicate
from polku.know.events.one import one_event
from polku.know.events.read import last_seq

pytestmark = pytest.mark.django_db
Log = Callable[..., None]


def said(*names: str) -> list[dict[str, object]]:
    return [{"type": "track", "event": name, "userId": "aino", "messageId": name} for name in names]


def name_at(seq: int, index: int) -> str:
    event = one_event(seq, index)
    return event.name if event else ""


def test_every_event_of_a_batch_has_an_address_of_its_own(log_events: Log) -> None:
    log_events(*said("1", "2", "3"))

    assert [name_at(last_seq(), index) for index in range(4)] == ["1", "2", "3", ""]


def test_nothing_stands_where_no_batch_is(log_events: Log) -> None:
    log_events(*said("1"))

    assert [name_at(last_seq() + 1, 0), name_at(10**30, 0), name_at(last_seq(), 10**30)] == ["", "", ""]


def test_repeated_and_forgotten_ones_are_not_found(log_events: Log) -> None:
    log_events(*said("1", "2", "3"))
    seq = last_seq()
    Duplicate.objects.create(seq=seq, indexes="[1]")
    take_out({seq: [0]})

    assert [name_at(seq, index) for index in range(3)] == ["", "", "3"]
