"""Quiet hours by any clock, the nights included on which clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from polku.kit.wall import shown
from polku.say.limits.quiet import Hours, clock_of, minutes_of, quiet_until
from tests.examples import examples

MINUTE = timedelta(minutes=1)
# Half and quarter hours, changes by half an hour, at midnight, in the southern summer, and none at all.
ZONES = (
    "UTC", "Europe/Helsinki", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Atlantic/Azores", "America/New_York",
    "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage",
    "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "America/Havana", "America/Caracas",
    "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut", "Asia/Tehran", "Asia/Kabul", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Yangon", "Asia/Tokyo", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Kiritimati",
)  # fmt: skip
HOURS = st.tuples(st.integers(0, 1439), st.integers(0, 1439)).filter(lambda two: two[0] != two[1])
# Around the changes of 2026 and 2027, or anywhen.
CHANGES = st.sampled_from(
    [datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 8), (3, 29), (4, 5), (9, 6), (10, 25), (11, 1))]
)


def brute_force(now, zone, hours):
    """The first whole minute that is not quiet."""
    while hours.hold(shown(now, zone)):
        now = now.replace(second=0) + MINUTE
    return now


@settings(max_examples=examples(80))
@given(st.sampled_from(ZONES), CHANGES, st.integers(-36 * 3600, 36 * 3600), HOURS)
@example("Europe/Helsinki", datetime(2026, 10, 25, tzinfo=UTC), 4800, (120, 210))  # an end that is shown twice
@example("Europe/London", datetime(2026, 10, 25, tzinfo=UTC), 60, (61, 0))  # a beginning that is shown twice
@example("Europe/Helsinki", datetime(2026, 3, 29, tzinfo=UTC), 0, (120, 210))  # and one that is never shown
def test_it_ends_at_the_first_minute_that_is_not_quiet(name, change, seconds, hours):
    now, zone, quiet = change + timedelta(seconds=seconds), ZoneInfo(name), Hours(*hours)

    until = quiet_until(now, zone, quiet)

    first = brute_force(now, zone, quiet)
    if until is not None and until != first:  # clocks were set back to before they begin: that does not interrupt them
        assert first < until <= now + timedelta(days=1)
        assert first.astimezone(zone).utcoffset() < now.astimezone(zone).utcoffset()
        assert not quiet.hold(shown(until, zone))
    else:
        assert (until or now) == first


def test_there_are_thirty_zones():
    assert len(set(ZONES)) == 30


@pytest.mark.parametrize(
    ("text", "minutes"), [("21:30", 1290), (" 8 ", 480), ("24:00", 0), ("25:00", None), ("9:5", None), ("", None)]
)
def test_times_are_read_as_people_write_them(text, minutes):
    assert minutes_of(text) == minutes
    assert minutes is None or minutes_of(clock_of(minutes)) == minutes
