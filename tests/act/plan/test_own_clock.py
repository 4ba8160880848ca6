"""A plan by people's own clocks begins where the time comes first among them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.timing.choose import choose
from polku.act.campaigns.timing.timing import OWN_CLOCK, Timing, stored
from polku.act.plan import loop, schedule, series
from polku.act.plan.models import Planned
from polku.act.plan.own_clock import timing_of
from polku.act.plan.rhythm import WEEK, Rhythm
from polku.kit import columns as store
from polku.know.people import columns as people_columns
from polku.know.teams.models import Member, TrailEntry
from tests.act.plan.conftest import run

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def tokyo(log_events: Callable[..., None], carry_on: Callable[[], None], columns: None) -> None:
    log_events({"type": "identify", "userId": "toko", "traits": {"timezone": "Asia/Tokyo"}})
    carry_on()
    while people_columns.sync():
        pass


def by_own_clock(campaign: Campaign) -> Campaign:
    choose(campaign, Timing(OWN_CLOCK), by=None)
    return campaign


def test_it_is_launched_where_the_time_comes_first(
    tokyo: None, draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    at = noon + 20 * HOUR  # 10:00 in Helsinki; the same in Tokyo seven hours before
    row = schedule.schedule(by_own_clock(draft()), at=at, by=aino, now=noon)
    assert row.look_at == at - 12 * HOUR  # on Kiritimati

    run(at - 12 * HOUR)
    row.refresh_from_db()
    assert (row.state, row.look_at) == ("waiting", at - 11 * HOUR)
    run(at - 7 * HOUR - timedelta(minutes=1))
    assert not Launch.objects.exists()
    run(at - 7 * HOUR)

    launched = Launch.objects.get()
    assert stored(launched.timing) == Timing(OWN_CLOCK, datetime.fromisoformat("2026-11-22T10:00"), 3)
    assert TrailEntry.objects.get(action="campaign.changed").after["timing"]["kind"] == OWN_CLOCK


def test_moved_it_goes_by_the_new_time(
    tokyo: None, draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    row = schedule.schedule(by_own_clock(draft()), at=noon + 20 * HOUR, by=aino, now=noon)

    schedule.move(row, at=noon + 30 * HOUR, late_hours=5, by=aino, now=noon)

    assert timing_of(row, row.campaign) == Timing(OWN_CLOCK, datetime.fromisoformat("2026-11-22T20:00"), 5)
    assert row.look_at == noon + 18 * HOUR


def test_without_the_columns_it_waits_until_the_teams_time(
    tokyo: None, draft: Callable[..., Campaign], aino: Member, noon: datetime, settings
) -> None:
    at = noon + 20 * HOUR
    row = schedule.schedule(by_own_clock(draft()), at=at, by=aino, now=noon)
    store.close()
    try:
        assert loop.launch_due(at - 7 * HOUR) == 0
        row.refresh_from_db()
        assert (row.state, row.look_at) == (Planned.State.WAITING, at - 7 * HOUR + timedelta(minutes=1))
        run(at)
    finally:
        store.open(settings.COLUMNS_URL)
    assert Launch.objects.exists()


def test_each_time_of_a_series_begins_early_too(
    tokyo: None, draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    campaign = by_own_clock(draft())
    weekly = Rhythm(WEEK, time(10), begins=date(2026, 11, 22), days=(7,))
    series.begin(campaign, weekly, by=aino, now=noon)
    at = noon + 20 * HOUR

    run(at - 8 * HOUR)
    assert not Launch.objects.exists()
    run(at - 7 * HOUR)
    run(at)

    (launched,) = Launch.objects.all()
    assert stored(launched.timing) == Timing(OWN_CLOCK, datetime.fromisoformat("2026-11-22T10:00"), 3)
