"""Each person's best hour: what is learned, who gets which, and that nobody gets it outside of the hours given."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.act.campaigns.problems import NotReady
from polku.act.campaigns.timing.best.asked import Happened, happened
from polku.act.campaigns.timing.best.draw import BEST, EXPLORE, HOLDOUT, TRIED, USUAL, groups, hours_of
from polku.act.campaigns.timing.best.due import instants, within
from polku.act.campaigns.timing.best.learned import learn, shares
from polku.act.campaigns.timing.choose import choose
from polku.act.campaigns.timing.timing import BEST_HOUR, Timing
from polku.act.campaigns.timing.waits import waves
from polku.kit import clock
from polku.kit.arrays import np
from polku.know.people import columns as people_columns
from polku.know.people.models import Profile
from polku.know.teams.models import Team

DAY = timedelta(days=1)
ALL_DAY = np.ones((1, 24), bool)


def known(*rows):
    """(person, hour, sends, answers, visits)"""
    columns = np.array(sorted(rows), np.int64).reshape(-1, 5).T
    return Happened(*columns)


def best(rows, people=(1, 2, 3), zones=(0, 0, 0), count=1):
    people, zones = np.array(people), np.array(zones)
    return shares(learn(known(*rows), people, zones, count), people, zones).argmax(axis=1).tolist()


def test_it_is_answers_for_each_message_that_count_not_answers() -> None:
    # Nine of ten were sent at nine and one in ten is answered; of the few in the evening half are.
    rows = [(9, 9, 9_000, 900, 0), (9, 20, 1_000, 500, 0)]

    assert best(rows) == [20, 20, 20]


def test_a_person_leaves_the_others_behind_as_far_as_their_own_messages_go() -> None:
    others = [(9, hour, 3_000, 900 if hour == 20 else 150, 0) for hour in range(24)]

    assert best([*others, (1, 7, 1, 1, 0), (2, 7, 20, 19, 0)]) == [20, 7, 20]
    assert best([*others, (3, 20, 90, 0, 0)])[2] != 20


def test_a_zone_stands_between() -> None:
    there = [(number, 13, 50, 40, 0) for number in range(100, 120)]
    people = [1, 2, *range(100, 120)]

    assert best([(9, 20, 3_000, 900, 0), (9, 13, 10_000, 500, 0), *there], people, [0, 1, *[1] * 20], 2)[:2] == [20, 13]


def test_visits_tell_something_where_there_are_no_answers() -> None:
    rows = [(9, hour, 1_000, 100, 300) for hour in range(8, 22)]

    assert best([*rows, (2, 12, 0, 0, 40)])[1] == 12


def test_some_always_compare_and_some_try() -> None:
    people = np.arange(1, 200_001, dtype=np.int64)
    first, second = groups(people, "campaign:1"), groups(people, "campaign:2")

    assert (first == USUAL).tolist() == (second == USUAL).tolist()
    assert abs((first == USUAL).mean() - HOLDOUT) < 0.002
    assert abs((first == TRIED).mean() - EXPLORE * (1 - HOLDOUT)) < 0.002
    assert 0 < ((first == TRIED) & (second == TRIED)).sum() < 1_000


def test_who_compares_gets_the_usual_hours_and_who_tries_any() -> None:
    people, zones = np.arange(1, 100_001, dtype=np.int64), np.zeros(100_000, np.int64)
    learned = learn(known((9, 10, 90_000, 900, 0), (9, 18, 10_000, 900, 0)), people, zones, 1)

    found, group = hours_of(learned, people, zones, allowed=ALL_DAY, cause="campaign:1"), groups(people, "campaign:1")

    assert set(found[group == BEST].tolist()) == {18}
    usual = Counter(found[group == USUAL].tolist())
    assert abs(usual[10] / usual.total() - 0.9) < 0.02
    assert len(Counter(found[group == TRIED].tolist())) == 24


@settings(max_examples=60)
@given(
    st.sampled_from(("Europe/Helsinki", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Havana", "Pacific/Apia")),
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-31"), timezones=st.just(UTC)),
    st.integers(4, 24), st.integers(0, 23), st.integers(1, 24), st.integers(0, 2**31),
)  # fmt: skip
def test_it_comes_in_time_and_between_the_hours(zone, now, hours, first, length, seed) -> None:
    timing = Timing(BEST_HOUR, hours=hours, first_hour=first, last_hour=min(24, first + length))
    at_ms = instants(ZoneInfo(zone), now=now)
    allowed = within(timing, at_ms, now=now)
    rows = np.random.default_rng(seed)
    people, zones = np.arange(1, 60, dtype=np.int64), np.zeros(59, np.int64)
    given_rows = [(int(p), int(h), 5, int(a), 3) for p, h, a in rows.integers(0, [60, 24, 6], (80, 3))]
    learned = learn(known(*{row[:2]: row for row in given_rows}.values()), people, zones, 1)

    found = hours_of(learned, people, zones, allowed=allowed[None, :], cause="campaign:1")

    assert allowed[found].all()
    in_time = (at_ms >= clock.to_ms(now)) & (at_ms < clock.to_ms(now + timedelta(hours=hours)))
    is_between = (np.arange(24) >= timing.first_hour) & (np.arange(24) < timing.last_hour)
    assert is_between[found].all()
    assert in_time[found].all() or not (in_time & is_between).any()
    assert (at_ms[found] < clock.to_ms(now + 2 * DAY)).all()


@pytest.fixture
def told(noon, log_events, carry_on, columns, aino):
    """Toko in Tokyo and Ulf where the team is: what they were sent, opened and looked at."""
    Team.objects.create(name="Kahvila", time_zone="Europe/London")
    log_events(
        {"type": "identify", "userId": "toko", "traits": {"timezone": "Asia/Tokyo"}},
        {"type": "identify", "userId": "ulf", "traits": {}},
    )
    number = iter(range(1, 1_000))

    def sent(name, at, *, opened=None, machine=False, source=0):
        message = {"message_id": next(number), "campaign_id": 1}
        one = {"type": "track", "userId": name}
        events = [one | {"event": "Message Sent", "timestamp": at.isoformat(), "properties": message}]
        if opened:
            said = message | ({"machine": True} if machine else {})
            events.append(one | {"event": "Message Opened", "timestamp": opened.isoformat(), "properties": said})
        log_events(*events, source=source)

    def looked(name, *ats):
        log_events(*({"type": "page", "userId": name, "name": "Tea", "timestamp": at.isoformat()} for at in ats))

    def ready():
        carry_on()
        while people_columns.sync():
            pass

    return sent, looked, ready


def test_hours_are_those_of_the_persons_own_clock_at_the_time(told, noon) -> None:
    sent, looked, ready = told
    summer, winter = datetime(2026, 10, 13, 8, 30, tzinfo=UTC), datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
    sent("ulf", summer, opened=summer + DAY)  # half past nine in London
    sent("ulf", winter)
    sent("ulf", winter + DAY, opened=winter + DAY, machine=True)
    sent("toko", winter, opened=winter + 2 * DAY)
    sent("toko", winter, opened=winter, source=1)  # somebody else says so
    sent("ulf", noon - 300 * DAY)  # too long ago
    looked("ulf", winter, winter + DAY, winter + 3 * DAY, winter + 3 * DAY + timedelta(minutes=5))
    ready()

    found = happened(team="Europe/London", now=noon)

    names = {profile.id: profile.traits for profile in Profile.objects.all()}
    rows = zip(*(getattr(found, name).tolist() for name in Happened.__struct_fields__), strict=True)
    assert {("timezone" in str(names[person]), *rest) for person, *rest in rows} == {
        (False, 9, 1, 1, 0),
        (False, 8, 2, 0, 1),
        (True, 17, 1, 1, 0),
    }


def test_a_campaign_goes_to_each_at_their_hour(told, draft, noon) -> None:
    sent, _looked, ready = told
    for day in range(1, 13):
        at = noon - day * DAY
        sent("ulf", at.replace(hour=18), opened=at.replace(hour=19))
        sent("toko", at.replace(hour=23), opened=at + DAY)  # eight in Tokyo
    ready()
    campaign = draft(rule={"all": []}, subject="", body="Hello")
    choose(campaign, Timing(BEST_HOUR, hours=24, first_hour=8, last_hour=22), by=None)
    for number in range(40):  # in one of them both are among those who get their best hour
        people = np.array(sorted(Profile.objects.values_list("id", flat=True)))
        if (groups(people, f"campaign:{campaign.pk}") == BEST).all():
            break
        campaign = draft(rule={"all": []}, subject="", body="Hello", name=f"Tea {number}")
        choose(campaign, Timing(BEST_HOUR), by=None)
    else:
        pytest.fail("one of the two compares")
    loop._not_before.clear()
    launch(campaign, by=None, now=noon)
    loop.tick(noon)

    hours = [wave.at for wave in waves(Launch.objects.get().campaign, now=noon)]
    assert hours == [noon.replace(hour=18), noon.replace(hour=23)]


def test_only_what_can_be_is_chosen(draft) -> None:
    for wrong in ({"hours": 2}, {"first_hour": 9, "last_hour": 9}, {"last_hour": 25}, {"kind": "sometime"}):
        with pytest.raises(NotReady):
            choose(draft(), Timing(**{"kind": BEST_HOUR, **wrong}), by=None)
