"""When an event happened: the forms of time that clients send, and clocks that are wrong."""

import pytest

from polku.know.events.given import Given
from polku.know.events.instants import NotAnInstant, event_time_ms, read_instant

NINE = 1_793_264_400_000  # 2026-10-29T09:00:00Z
HOUR = 3_600_000


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-29T09:00:00Z",
        "2026-10-29T09:00:00.000Z",
        "2026-10-29T18:00:00+09:00",
        "2026-10-29 09:00:00",
        "20261029T090000Z",
        "2026/10/29 09:00:00",
        "Thu, 29 Oct 2026 09:00:00 GMT",
        " 2026-10-29T09:00:00Z ",
        "1793264400",
        "1793264400.000",
        "1793264400000",
        1_793_264_400,
        1_793_264_400.0,
        1_793_264_400_000,
    ],
)
def test_one_instant_in_many_forms(text):
    assert read_instant(text) == NINE


def test_milliseconds_are_kept():
    assert read_instant("2026-10-29T09:00:00.123Z") == NINE + 123


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_time_is_no_time(nothing):
    assert read_instant(nothing) is None


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "29.10.2026",
        "2026-13-01",
        "0000-00-00",
        -5,
        1e300,
        float("nan"),
        float("inf"),
        "9" * 400,
        "٣",
        "\0",
    ],
)
def test_what_is_no_time_is_told(text):
    with pytest.raises(NotAnInstant):
        read_instant(text)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, NINE),
        ({"timestamp": "2026-10-29T08:00:00Z"}, NINE - HOUR),
        ({"original_timestamp": "2026-10-29T08:00:00Z"}, NINE - HOUR),
        # The client's clock is one hour ahead: it sent "now" as 10:00, and the event happened two minutes before.
        ({"original_timestamp": "2026-10-29T09:58:00Z", "sent_at": "2026-10-29T10:00:00Z"}, NINE - 120_000),
        ({"timestamp": "2026-10-29T09:58:00Z", "sent_at": "2026-10-29T10:00:00Z"}, NINE - 120_000),
        # Its clock is one hour behind.
        ({"original_timestamp": "2026-10-29T07:58:00Z", "sent_at": "2026-10-29T08:00:00Z"}, NINE - 120_000),
        # A few seconds are the network; an exact time stays exact.
        ({"timestamp": "2026-10-29T08:00:00Z", "sent_at": "2026-10-29T08:59:57Z"}, NINE - HOUR),
        # Somebody has corrected it already.
        (
            {
                "timestamp": "2026-10-29T08:00:00Z",
                "original_timestamp": "2026-10-29T03:00:00Z",
                "sent_at": "2026-10-29T04:00:00Z",
            },
            NINE - HOUR,
        ),
    ],
)
def test_a_wrong_clock_is_righted(given, expected):
    assert event_time_ms(Given(**given), sent_at=None, received_ms=NINE) == expected


def test_the_batch_may_say_once_when_it_was_sent():
    given = Given(original_timestamp="2026-10-29T09:58:00Z")

    assert event_time_ms(given, sent_at="2026-10-29T10:00:00Z", received_ms=NINE) == NINE - 120_000
