"""Who watches sees the newest events first, however large the batches are in which they came."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from polku.know.events import newest as watched
from polku.know.events.event import read_batch
from polku.know.events.forgetting.take_out import take_out
from polku.know.events.models import Duplicate, LogBatch
from polku.know.events.newest import newest

pytestmark = pytest.mark.django_db
Log = Callable[..., None]


def said(*names: str) -> list[dict[str, object]]:
    return [{"type": "track", "event": name, "userId": "aino", "messageId": name} for name in names]


def names(**wanted: object) -> list[str]:
    return [event.name for event in newest(**wanted)]  # type: ignore[arg-type]


def test_the_newest_come_first_and_no_more_than_wanted(log_events: Log) -> None:
    log_events(*said("1", "2", "3"))
    log_events(*said("4", "5"))

    assert names(limit=4) == ["5", "4", "3", "2"]


def test_repeated_ones_are_left_out_and_those_before_them_move_up(log_events: Log) -> None:
    log_events(*said("1", "2", "3", "4", "5"))
    batch = newest(limit=1)[0].seq
    Duplicate.objects.create(seq=batch, indexes="[3, 4]")

    assert names(limit=2) == ["3", "2"]
    assert names(limit=9) == ["3", "2", "1"]


def test_batches_of_which_everything_was_forgotten_hide_nobody(log_events: Log) -> None:
    log_events(*said("1", "2"))
    for _batch in range(60):
        log_events(*said("3", "4"))
    with transaction.atomic():
        take_out({batch.seq: [0, 1] for batch in LogBatch.objects.order_by("seq")[1:]})

    assert names(limit=5) == ["2", "1"]


def test_of_a_large_batch_only_what_is_shown_is_read(log_events: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log_events(*said(*(str(number) for number in range(500))))
    log_events(*said(*(str(number) for number in range(500, 1_000))))
    read: list[int] = []

    def counting(*given: object, **named: object) -> list[object]:
        events = read_batch(*given, **named)  # type: ignore[arg-type]
        read.append(len(events))
        return list(events)

    monkeypatch.setattr(watched, "read_batch", counting)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(newest(limit=60)) == 60

    assert (read, len(queries)) == ([60], 2)
