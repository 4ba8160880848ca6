"""The short way through the checks never lets in what the long way refuses."""

from hypothesis import given, settings
from hypothesis import strategies as st

from polku.kit import clock
from polku.know.events import checks
from polku.know.events.given import Given

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
EVENTS = st.builds(
    Given,
    type=st.sampled_from(["track", "identify", "page", "alias", "", "dance"]),
    event=TEXT,
    user_id=TEXT,
    anonymous_id=TEXT,
    previous_id=TEXT,
    message_id=TEXT,
    timestamp=INSTANT,
    original_timestamp=st.one_of(st.none(), INSTANT),
    sent_at=st.one_of(st.none(), INSTANT),
)


@settings(max_examples=1_500, deadline=None)
@given(EVENTS, st.one_of(st.none(), INSTANT))
def test_the_short_way_and_the_long_way_agree(event, sent_at):
    limits = {"default_type": "", "sent_at": sent_at, "received_ms": NOW, "latest_ms": NOW + 3_600_000}
    holds_nul = any("\0" in str(value) for value in (event.event, event.user_id, event.anonymous_id, event.message_id))

    short = checks.check_all([event], may_hold_nul=holds_nul, **limits)

    verdict = checks.check(event, **limits)
    assert short == ({} if verdict is None else {0: verdict})


def test_the_latest_instant_is_still_accepted():
    event = Given(type="track", event="A", user_id="devi", timestamp=clock.from_ms(NOW + 5).isoformat())
    limits = {"default_type": "", "sent_at": None, "received_ms": NOW, "may_hold_nul": False}

    assert checks.check_all([event], latest_ms=NOW + 5, **limits) == {}
    assert list(checks.check_all([event], latest_ms=NOW + 4, **limits)) == [0]
