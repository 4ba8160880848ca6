"""The short way through the checks never lets in what the long way refuses."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.kit import clock
from polku.know.events import checks
from polku.know.events.usual import usual_count

NOW = 1_793_264_400_000
TEXT = st.one_of(
    st.none(), st.text(max_size=4), st.integers(-3, 3), st.sampled_from(["devi", " ", "\t ", "x" * 201, "x" * 513])
)
INSTANT = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "2026-10-29T09:00:00Z",
            "2026-10-29T10:30:00.5+01:00",
            "2026-10-29 09:00",
            "1969-12-31T23:59:59Z",
            "2026-10-29T10:00:00.001Z",
            "2026-10-29T10:00:00Z",
            "9999-12-31T23:59:59Z",
            "yesterday",
            "",
        ]
    ),
    st.integers(0, NOW * 2),
)
FIELDS = {
    "type": st.sampled_from(["track", "identify", "page", "alias", "", "dance"]),
    "event": TEXT | st.sampled_from(["Order Completed", "Product Viewed"]),
    "userId": TEXT,
    "anonymousId": TEXT,
    "previousId": TEXT,
    "messageId": TEXT,
    "timestamp": INSTANT,
    "originalTimestamp": st.one_of(st.none(), INSTANT),
    "sentAt": st.one_of(st.none(), INSTANT),
    "name": TEXT | st.just({}),
    "properties": st.one_of(st.none(), st.just(3), st.builds(dict, revenue=st.sampled_from([None, 5, "5", "many"]))),
}
EVENTS = st.fixed_dictionaries({"type": FIELDS.pop("type")}, optional=FIELDS)
LIMITS = {"received_ms": NOW, "latest_ms": NOW + 3_600_000}


def count_of(event, **more):
    return usual_count(json.dumps({"batch": [event], **more}).encode(), **LIMITS)


@settings(max_examples=2_000, deadline=None)
@given(EVENTS, st.one_of(st.none(), INSTANT))
def test_the_short_way_never_lets_in_what_the_long_way_refuses(event, sent_at):
    if count_of(event, sentAt=sent_at) is not None:
        assert checks.check_bytes(json.dumps(event).encode(), default_type="", sent_at=sent_at, **LIMITS) is None


@pytest.mark.parametrize(
    "event",
    [
        {"type": "track", "event": "Product Viewed", "userId": "devi", "properties": {"price": 5}},
        {"type": "track", "event": "Order Completed", "userId": "devi", "properties": {"revenue": 5}},
        {"type": "identify", "anonymousId": "a", "traits": {"name": "デビ"}, "timestamp": "2026-10-29T09:00:00Z"},
        {"type": "page", "name": "Home", "userId": None, "anonymousId": "a", "messageId": "m"},
    ],
)
def test_what_clients_send_goes_the_short_way(event):
    assert count_of(event) == 1


def test_the_latest_instant_is_still_accepted():
    event = {"type": "track", "event": "A", "userId": "devi", "timestamp": clock.from_ms(NOW + 5).isoformat()}
    body = json.dumps({"batch": [event]}).encode()

    assert usual_count(body, received_ms=NOW, latest_ms=NOW + 5) == 1
    assert usual_count(body, received_ms=NOW, latest_ms=NOW + 4) is None
