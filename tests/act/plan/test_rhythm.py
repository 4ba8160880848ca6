"""The dates of a rhythm, held against dateutil's where both mean the same; each instant once, whatever clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.act.plan.occurrences import after, coming, occurrences
from polku.act.plan.problems import PlanError
from polku.act.plan.rhythm import DAY, LAST, MONTH, NTH, WEEK, Rhythm, check, stored, to_store
from polku.kit.wall import instant_of, is_moved, is_shown_twice, shown

HELSINKI = ZoneInfo("Europe/Helsinki")
# Changes of an hour, of half an hour, at midnight, none; and one that left out a whole day in 2011.
ZONES = ("Europe/Helsinki", "Australia/Lord_Howe", "America/Santiago", "Asia/Tokyo", "Asia/Kathmandu", "Pacific/Apia")
ELEVEN = time(11, 0)

begins = st.dates(date(2011, 1, 1), date(2030, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
ends = st.one_of(
    st.just({}), st.integers(1, 40).map(lambda n: {"times": n}), st.integers(40, 900).map(lambda d: {"until": d})
)
weekly = st.fixed_dictionaries({
    "unit": st.just(WEEK), "every": st.integers(1, 5),
    "days": st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
})  # fmt: skip
monthly = st.one_of(
    st.fixed_dictionaries({"on": st.just(DAY), "day": st.integers(1, 31)}),
    st.fixed_dictionaries({"on": st.just(LAST)}),
    st.fixed_dictionaries({
        "on": st.just(NTH), "nth": st.sampled_from((1, 2, 3, 4, -1)), "days": st.integers(1, 7).map(lambda d: (d,))
    }),
).flatmap(lambda on: st.integers(1, 5).map(lambda every: {"unit": MONTH, "every": every, **on}))  # fmt: skip


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    begin, end = draw(begins), dict(draw(ends))
    if "until" in end:
        end["until"] = begin + timedelta(days=end["until"])
    return Rhythm(**draw(st.one_of(weekly, monthly)), begins=begin, at=draw(times), **end)


def oracle(rhythm: Rhythm) -> list[date]:
    """The same by dateutil, begun with our first date."""
    first = next(rhythm.dates(), None)
    if first is None:
        return []
    start = datetime.combine(first, time())
    until = datetime.combine(rhythm.until, time()) if rhythm.until else None
    how: dict[str, object] = {"interval": rhythm.every, "dtstart": start, "until": until, "count": rhythm.times}
    if rhythm.unit == WEEK:
        found = rrule.rrule(rrule.WEEKLY, byweekday=[day - 1 for day in rhythm.days], **how)
    elif rhythm.on == LAST:
        found = rrule.rrule(rrule.MONTHLY, bymonthday=-1, **how)
    elif rhythm.on == DAY:
        days = range(min(rhythm.day, 28), rhythm.day + 1)
        found = rrule.rrule(rrule.MONTHLY, bymonthday=list(days), bysetpos=-1, **how)
    else:
        weekday = rrule.weekdays[rhythm.days[0] - 1](rhythm.nth)
        found = rrule.rrule(rrule.MONTHLY, byweekday=weekday, **how)
    return [one.date() for one in islice(found, 30)]


@settings(max_examples=50, deadline=None)
@given(rhythms())
def test_dates_are_those_of_dateutil(rhythm: Rhythm) -> None:
    assert list(islice(rhythm.dates(), 30)) == oracle(rhythm)


@settings(max_examples=40, deadline=None)
@given(rhythms(), st.sampled_from(ZONES))
def test_occurrences_are_in_order_each_once_and_none_lost(rhythm: Rhythm, zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    found = list(islice(occurrences(rhythm, zone), 60))

    instants = [one.at for one in found]
    assert instants == sorted(set(instants))
    walls = list(islice(rhythm.walls(), found[-1].number if found else 0))
    assert {instant_of(wall, zone) for wall in walls} == set(instants)
    for one in found[:10]:
        # As the clock on the wall shows it, or, in a gap, at its end; never before.
        assert shown(one.at, zone) == one.wall or shown(one.at - timedelta(seconds=1), zone) < one.wall
        assert shown(one.at, zone) >= one.wall


@settings(max_examples=30, deadline=None)
@given(rhythms(), st.sampled_from(ZONES), st.data())
def test_walking_on_from_any_of_them_gives_the_same(rhythm: Rhythm, zone_name: str, data: st.DataObject) -> None:
    zone = ZoneInfo(zone_name)
    whole = list(islice(occurrences(rhythm, zone), 12))
    number = data.draw(st.integers(0, max(0, len(whole) - 2)))

    walked, one = [], after(rhythm, zone, number=whole[number - 1].number if number else 0)
    while one is not None and len(walked) < len(whole) - number:
        walked.append(one)
        one = after(rhythm, zone, number=one.number)

    assert walked == whole[number:]
    assert stored(to_store(rhythm)) == rhythm


def test_a_time_that_clocks_never_show_becomes_the_next_that_they_do() -> None:
    gap = datetime.combine(date(2026, 3, 29), time(3, 30))
    assert instant_of(gap, HELSINKI) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert is_moved(gap, HELSINKI)
    assert not is_moved(gap + timedelta(hours=1), HELSINKI)


def test_of_a_time_that_clocks_show_twice_it_is_the_first() -> None:
    twice = datetime.combine(date(2026, 10, 25), time(3, 30))
    assert instant_of(twice, HELSINKI) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert is_shown_twice(twice, HELSINKI)
    assert not is_shown_twice(twice + timedelta(hours=1), HELSINKI)


def test_every_second_friday_begins_with_the_next_friday() -> None:
    saturday = date(2026, 11, 21)
    rhythm = Rhythm(unit=WEEK, every=2, days=(5,), at=ELEVEN, begins=saturday)

    found = coming(rhythm, HELSINKI, since=datetime(2026, 11, 21, 12, tzinfo=UTC), most=3)

    assert [one.wall.date() for one in found] == [date(2026, 11, 27), date(2026, 12, 11), date(2026, 12, 25)]
    assert found[0].at == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def test_the_31st_is_the_last_day_of_shorter_months() -> None:
    rhythm = Rhythm(unit=MONTH, day=31, at=ELEVEN, begins=date(2027, 1, 1), times=3)

    assert list(rhythm.dates()) == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"unit": "day"}, "unit"),
        ({"every": 0}, "every"),
        ({"days": ()}, "days"),
        ({"days": (8,)}, "days"),
        ({"unit": MONTH, "day": 32}, "day"),
        ({"unit": MONTH, "on": NTH, "nth": 5}, "nth"),
        ({"times": 0}, "times"),
        ({"times": 3, "until": date(2027, 1, 1)}, "times"),
        ({"until": date(2026, 11, 22)}, "until"),
    ],
)
def test_what_is_no_rhythm_is_told_where(given_: dict[str, object], field: str) -> None:
    usual = {"unit": WEEK, "days": (5,), "at": ELEVEN, "begins": date(2026, 11, 21)}
    with pytest.raises(PlanError) as refused:
        check(Rhythm(**{**usual, **given_}))

    assert refused.value.field == field
