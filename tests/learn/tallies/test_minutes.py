"""Events by the minute, as Home shows them."""

import pytest

from polku.kit import clock
from polku.learn.tallies.read import minutes

pytestmark = pytest.mark.django_db
MINUTE = 29_750_400
THEN_MS = MINUTE * clock.MINUTE_MS


def track(message_id: str) -> dict[str, object]:
    return {"type": "track", "event": "A", "userId": "aino", "messageId": message_id}


def test_events_are_counted_by_the_minute_of_their_arrival(log_events, carry_on):
    log_events(track("1"), track("2"), received_ms=THEN_MS)
    log_events(track("3"), received_ms=THEN_MS + clock.MINUTE_MS - 1, source=2)
    log_events(track("4"), received_ms=THEN_MS + 2 * clock.MINUTE_MS)

    carry_on()

    assert minutes(4, now_ms=THEN_MS + 2 * clock.MINUTE_MS) == [
        (MINUTE - 1, 0),
        (MINUTE, 3),
        (MINUTE + 1, 0),
        (MINUTE + 2, 1),
    ]


def test_later_blocks_add_to_a_minute(log_events, carry_on):
    log_events(track("1"), received_ms=THEN_MS)
    carry_on()
    log_events(track("2"), received_ms=THEN_MS)
    carry_on()

    assert minutes(1, now_ms=THEN_MS) == [(MINUTE, 2)]


def test_an_event_sent_twice_counts_once(log_events, carry_on):
    log_events(track("1"), received_ms=THEN_MS)
    log_events(track("1"), track("2"), received_ms=THEN_MS)

    carry_on()

    assert minutes(1, now_ms=THEN_MS) == [(MINUTE, 2)]
