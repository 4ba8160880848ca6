"""The same time of day everywhere: in thirty zones, over both changes of clocks, late or early."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.act.campaigns.progress import progress
from polku.act.campaigns.timing.own_clock import DAY, due_in, first_instant
from polku.act.campaigns.timing.timing import OWN_CLOCK, Timing, stored, to_store
from polku.act.campaigns.timing.waits import waves
from polku.act.campaigns.trials.decide import decide
from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.set_up import add_variant, choose
from polku.kit.arrays import np
from polku.kit.wall import is_moved, shown
from polku.know.people import columns as people_columns
from polku.know.people.zones_asked import zones_in_use, zones_of
from polku.know.teams.models import Team
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox

EVERYBODY = {"all": []}
# Changes of an hour and of half an hour, at midnight, in the other half of the year; half hours and quarters; none.
ZONES = (
    "Pacific/Kiritimati", "Pacific/Apia", "Pacific/Chatham", "Pacific/Auckland", "Pacific/Norfolk", "Australia/Sydney",
    "Australia/Lord_Howe", "Australia/Adelaide", "Australia/Darwin", "Australia/Eucla", "Asia/Tokyo", "Asia/Shanghai",
    "Asia/Yangon", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Kabul", "Asia/Tehran", "Europe/Helsinki", "Africa/Cairo",
    "Asia/Beirut", "Europe/Berlin", "Europe/London", "Atlantic/Azores", "America/St_Johns", "America/Sao_Paulo",
    "America/Santiago", "America/Havana", "America/New_York", "Pacific/Marquesas", "Pacific/Honolulu",
)  # fmt: skip
walls = st.datetimes(datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2027-12-31")).map(
    lambda at: at.replace(second=0, microsecond=0)
)
lates = st.integers(1, 20).map(lambda hours: timedelta(hours=hours))
MINUTE = timedelta(minutes=1)
EVENING = Timing(OWN_CLOCK, datetime.fromisoformat("2026-11-27T18:00"), 3)


@settings(max_examples=15)
@given(walls, lates)
@pytest.mark.parametrize("name", ZONES)
def test_nobodys_clock_shows_another_time(name: str, wall: datetime, late: timedelta) -> None:
    zone, begins = ZoneInfo(name), first_instant(wall)
    at = due_in(zone, wall, late=late, now=begins)

    assert begins <= at <= begins + timedelta(hours=27)
    if is_moved(wall, zone):  # clocks leave it out: the moment after
        assert shown(at - MINUTE, zone) < wall < shown(at, zone)
    else:
        assert shown(at, zone) == wall
        assert shown(at - MINUTE, zone) < wall  # shown twice, it is the first time


@settings(max_examples=300)
@given(st.sampled_from(ZONES), walls, lates, st.timedeltas(timedelta(days=-2), timedelta(days=5)))
def test_whose_time_is_over_gets_it_at_once_or_on_the_next_day(
    name: str, wall: datetime, late: timedelta, off: timedelta
) -> None:
    zone = ZoneInfo(name)
    there = due_in(zone, wall, late=late, now=first_instant(wall) - 2 * DAY)
    now = there + off

    at = due_in(zone, wall, late=late, now=now)

    if now <= there:
        assert at == there
    elif now <= there + late:
        assert at == now
    else:
        assert now <= at < now + timedelta(hours=26)
        of_day = shown(at, zone)
        assert of_day.time() == wall.time() or is_moved(datetime.combine(of_day.date(), wall.time()), zone)


def test_the_first_zone_begins() -> None:
    evening = datetime.fromisoformat("2026-11-27T18:00")

    assert first_instant(evening) == datetime(2026, 11, 27, 4, tzinfo=UTC)
    assert first_instant(evening, ["Europe/Helsinki", "Asia/Tokyo"]) == datetime(2026, 11, 27, 9, tzinfo=UTC)
    timing = Timing(OWN_CLOCK, evening, 3)
    assert (stored(to_store(timing)), to_store(Timing()), stored(None)) == (timing, None, Timing())


@pytest.fixture
def people(noon, log_events, carry_on, columns, aino):
    """Somebody in Tokyo, Kathmandu, Helsinki (by their country), where the team is (two) and in Honolulu."""
    Team.objects.create(name="Kahvila", time_zone="Europe/London")
    told = {
        "toko": {"timezone": "asia/tokyo", "country": "FI"},
        "nima": {"time_zone": "Asia/Kathmandu", "timezone": "Mars/Olympus"},
        "aino": {"address": {"country": "fi"}},
        "una": {"country": "US"},  # several zones
        "ulf": {},
        "leilani": {"timezone": "Pacific/Honolulu"},
    }
    for name, traits in told.items():
        log_events({"type": "identify", "userId": name, "traits": {"firstName": name, **traits}})
    carry_on()
    while people_columns.sync():
        pass


def go_on(now):
    while loop.tick(now) + outbox.tick(now):
        pass


def got():
    assert PaperCopy.objects.values("identity_id").distinct().count() == PaperCopy.objects.count()
    return sorted(PaperCopy.objects.values_list("text", flat=True))


def test_each_gets_it_when_their_own_clock_shows_it(people, draft, noon):
    loop._not_before.clear()
    campaign = draft(rule=EVERYBODY, subject="", body="{{ person.first_name }}")
    begins = datetime(2026, 11, 27, 9, tzinfo=UTC)  # 18:00 in Tokyo
    launch(campaign, by=None, now=begins, timing=EVENING)

    go_on(begins)
    campaign.refresh_from_db()

    hours = [(begins, ["toko"])]
    for at, *names in (
        (datetime(2026, 11, 27, 12, 15, tzinfo=UTC), "nima"),
        (datetime(2026, 11, 27, 16, 0, tzinfo=UTC), "aino"),
        (datetime(2026, 11, 27, 18, 0, tzinfo=UTC), "ulf", "una"),
        (datetime(2026, 11, 28, 4, 0, tzinfo=UTC), "leilani"),
    ):
        hours.append((at, names))
    told = [(wave.at, wave.people) for wave in waves(campaign, now=begins)]
    assert told == [(at, len(names)) for at, names in hours[1:]]
    everybody: list[str] = []
    for at, names in hours:
        go_on(at - MINUTE if names != ["toko"] else at)
        before = list(everybody)
        everybody += names
        assert got() == sorted(everybody if names == ["toko"] else before)
        go_on(at)
        assert got() == sorted(everybody)
    assert progress(campaign).sent == 6
    assert not waves(campaign, now=at)


def test_the_clocks_of_many_are_found_at_once(people, db):
    from polku.know.people.models import Profile

    numbers = np.array(sorted(Profile.objects.values_list("id", flat=True)), np.int64)
    names, theirs = zones_of(numbers, team="Europe/London")

    assert Counter(names[place] for place in theirs) == {
        "Asia/Tokyo": 1, "Asia/Kathmandu": 1, "Europe/Helsinki": 1, "Europe/London": 2, "Pacific/Honolulu": 1,
    }  # fmt: skip
    assert zones_in_use(team="Europe/London") == {names[place] for place in theirs}


def test_who_waits_for_the_winner_gets_it_at_that_time_too(people, draft, aino, noon):
    loop._not_before.clear()
    campaign = draft(rule=EVERYBODY, subject="", body="{{ person.first_name }}")
    add_variant(campaign, subject="", body="{{ person.first_name }}", by=aino)
    choose(campaign, percent=2, by=aino)
    begins = datetime(2026, 11, 27, 9, tzinfo=UTC)
    launch(campaign, by=None, now=begins, timing=EVENING)
    go_on(begins)
    Launch.objects.get()
    campaign.refresh_from_db()
    early = {wave.at for wave in waves(campaign, now=begins)}
    later = begins + timedelta(hours=5)

    rest = decide(campaign, 1, why=Trial.Why.CHOSEN, now=later)

    assert rest == 6 - progress(campaign).asked + rest
    # Kathmandu's is over by less than three hours; Tokyo's by more: the next day.
    assert {wave.at for wave in waves(campaign, now=later)} - early <= {
        begins + timedelta(days=1), datetime(2026, 11, 27, 16, tzinfo=UTC), datetime(2026, 11, 27, 18, tzinfo=UTC),
        datetime(2026, 11, 28, 4, tzinfo=UTC),
    }  # fmt: skip
    for hours in (0, 2, 4, 14, 20):
        go_on(later + timedelta(hours=hours))
    assert len(got()) == 6
