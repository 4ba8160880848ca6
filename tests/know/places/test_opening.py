"""When stores are open, by any clock: over midnight, and on the days on which clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from polku.kit.wall import shown
from polku.know.places.opening import Opening, Span, is_open, next_open, open_until
from polku.know.places.problems import WrongHours
from polku.know.places.written import in_line, spans_of, texts_of
from tests.examples import examples

MINUTE = timedelta(minutes=1)
ZONES = (
    "UTC", "Europe/Helsinki", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Africa/Cairo",
    "Australia/Lord_Howe", "America/New_York", "Pacific/Chatham",
)  # fmt: skip
SPANS = st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)), max_size=2).map(
    lambda pairs: spans_of(",".join(f"{b // 60}:{b % 60:02}-{e // 60}:{e % 60:02}" for b, e in pairs if b != e))
)
CHANGES = st.sampled_from(
    [datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1))]
)


def shows(opening, at):
    """By the wall alone: right wherever the clock is not set back or forward close by."""
    wall = shown(at, opening.zone)
    today, minute = wall.date(), wall.hour * 60 + wall.minute
    day_before = opening.on(today - timedelta(days=1))
    return any(one.begins <= minute < one.ends for one in opening.on(today)) or any(
        one.begins <= minute + 1440 < one.ends for one in day_before
    )


def is_steady(opening, at):
    """No change of the clock from two days before until two days after."""
    return len({(at + timedelta(days=day)).astimezone(opening.zone).utcoffset() for day in (-2, 2)}) == 1


@settings(max_examples=examples(40))
@given(st.sampled_from(ZONES), CHANGES, st.integers(-72 * 60, 72 * 60), st.tuples(*[SPANS] * 7), SPANS)
@example("Europe/Helsinki", datetime(2026, 3, 29, tzinfo=UTC), 0, ((Span(180, 240),),) * 7, ())  # only in the gap
def test_the_next_opening_is_the_first_moment_at_which_it_is_open(name, change, minutes, week, special):
    at = change + minutes * MINUTE
    opening = Opening(ZoneInfo(name), week, {change.date(): special})

    opens = next_open(opening, at)

    assert is_open(opening, at) == (opens == at)
    if opens is None:
        assert not any(week)
        return
    assert opens >= at
    assert is_open(opening, opens)
    for before in (at + (opens - at) * part / 7 for part in range(7)):
        assert opens == at or not is_open(opening, before)
    until = open_until(opening, opens)
    assert until is not None
    assert not is_open(opening, until) or until - opens > timedelta(days=6)
    if is_steady(opening, at):
        assert is_open(opening, at) == shows(opening, at)


def test_a_time_that_is_never_shown_is_the_moment_after_and_one_shown_twice_the_first():
    helsinki = ZoneInfo("Europe/Helsinki")
    sunday = Opening(helsinki, ((),) * 6 + ((Span(200, 300),),))  # 03:20–05:00

    spring = next_open(sunday, datetime(2026, 3, 28, 22, tzinfo=UTC))
    autumn = next_open(sunday, datetime(2026, 10, 24, 22, tzinfo=UTC))

    assert spring == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 04:00
    assert autumn == datetime(2026, 10, 25, 0, 20, tzinfo=UTC)  # 03:20, for the first time


def test_a_date_takes_the_place_of_its_weekday_and_the_night_before_goes_on():
    week = ((), (), (), (), (Span(18 * 60, 26 * 60),), (Span(600, 900),), ())
    friday_night = Opening(ZoneInfo("Asia/Tokyo"), week, {date(2026, 12, 5): ()})

    assert is_open(friday_night, datetime(2026, 12, 4, 16, 59, tzinfo=UTC))  # 01:59 on Saturday
    assert next_open(friday_night, datetime(2026, 12, 4, 17, tzinfo=UTC)) == datetime(2026, 12, 11, 9, tzinfo=UTC)
    assert open_until(friday_night, datetime(2026, 12, 4, 10, tzinfo=UTC)) == datetime(2026, 12, 4, 17, tzinfo=UTC)


def test_it_is_not_waited_for_one_that_never_opens():
    assert next_open(Opening(ZoneInfo("UTC"), ((),) * 7), datetime(2026, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("9–12.30, 14-18", ["09:00-12:30", "14:00-18:00"]),
        ("22:00-02:00", ["22:00-02:00"]),
        ("14-18、11〜15", ["11:00-18:00"]),
        ("0-24", ["00:00-24:00"]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_write_them(text, kept):
    assert texts_of(spans_of(text)) == kept
    assert spans_of(in_line(kept)) == spans_of(text)


@pytest.mark.parametrize("text", ["nine to five", "9-9", "25-26", "9:60-10", "9", ",".join(["1-2"] * 7)])
def test_what_cannot_be_read_is_said(text):
    with pytest.raises(WrongHours, match="cannot be read"):
        spans_of(text)
