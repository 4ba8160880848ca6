"""A series makes a campaign of its own each time, whatever happens between one time and the next."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polku.act.campaigns import write
from polku.act.campaigns.models import Campaign, Launch
from polku.act.plan import series, take, why
from polku.act.plan.models import Planned, Series
from polku.act.plan.occurrences import occurrences
from polku.act.plan.problems import PlanError, TooLate
from polku.act.plan.rhythm import WEEK, Rhythm
from polku.know.teams.models import Member
from tests.act.plan.conftest import run

pytestmark = pytest.mark.django_db
FRIDAYS = Rhythm(unit=WEEK, days=(5,), at=time(11, 0), begins=date(2026, 11, 21))
FIRST = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # 11:00 in Helsinki
SECOND = FIRST + timedelta(weeks=1)


def went() -> list[tuple[str, datetime]]:
    return list(Launch.objects.order_by("at").values_list("campaign__name", "at"))


def test_each_time_is_a_campaign_of_its_own(draft: Callable[..., Campaign], aino: Member, noon: datetime) -> None:
    original = draft()
    row = series.begin(original, FRIDAYS, by=aino, now=noon)

    for at in (FIRST, FIRST + timedelta(seconds=1), SECOND):
        run(at)

    assert went() == [("Friday coupon · 2026-11-27", FIRST), ("Friday coupon · 2026-12-04", SECOND)]
    assert not hasattr(original, "launch")
    made = Planned.objects.filter(series=row).order_by("number")
    assert [(one.number, one.state, one.campaign.body) for one in made if one.campaign] == [
        (1, "launched", "Hello"),
        (2, "launched", "Hello"),
    ]


def test_times_that_passed_without_power_are_skipped_and_the_last_goes_late(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    row = series.begin(draft(), FRIDAYS, late_hours=3, by=aino, now=noon)

    run(FIRST + timedelta(weeks=2, hours=2))

    made = Planned.objects.filter(series=row).order_by("number")
    assert [(one.number, one.state, one.trouble) for one in made] == [
        (1, "skipped", why.OFF),
        (2, "skipped", why.OFF),
        (3, "launched", ""),
    ]
    assert went() == [("Friday coupon · 2026-12-11", FIRST + timedelta(weeks=2, hours=2))]


def test_what_falls_into_a_pause_is_left_out_and_what_was_written_in_it_goes(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    original = draft()
    row = series.begin(original, FRIDAYS, by=aino, now=noon)

    series.pause(row, by=aino, now=noon)
    run(FIRST)
    write.change(original, name="Tea", channel="paper", subject="", body="Tea", rule={"all": []}, by=aino)
    series.resume(row, by=aino, now=FIRST + timedelta(days=1))
    run(SECOND)
    series.end(row, by=aino, now=SECOND)
    run(SECOND + timedelta(weeks=1))

    assert went() == [("Tea · 2026-12-04", SECOND)]
    assert series.coming(row, since=SECOND) == []
    with pytest.raises(TooLate):
        series.pause(row, by=aino, now=SECOND)


def test_it_ends_by_itself(draft: Callable[..., Campaign], aino: Member, noon: datetime) -> None:
    until = Rhythm(unit=WEEK, days=(5,), at=time(11, 0), begins=date(2026, 11, 21), until=date(2026, 12, 10))
    row = series.begin(draft(), until, by=aino, now=noon)
    assert [one.at for one in series.coming(row, since=noon)] == [FIRST, SECOND]

    run(FIRST)
    run(SECOND)

    row.refresh_from_db()
    assert (len(went()), row.ended_at, row.next_at) == (2, SECOND, None)


def test_what_was_changed_without_a_pause_waits_for_somebody_who_agrees(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    original = draft()
    row = series.begin(original, FRIDAYS, late_hours=3, by=aino, now=noon)
    write.change(original, name="Tea", channel="paper", subject="", body="Tea", rule={"all": []}, by=aino)

    run(FIRST)
    row.refresh_from_db()
    assert (row.trouble, went()) == (why.SERIES_CHANGED, [])
    series.agree(row, by=aino)
    run(FIRST + timedelta(hours=1))

    assert went() == [("Tea · 2026-11-27", FIRST + timedelta(hours=1))]


def test_two_processes_make_one_campaign(draft: Callable[..., Campaign], aino: Member, noon: datetime) -> None:
    series.begin(draft(), FRIDAYS, by=aino, now=noon)
    one, other = Series.objects.get(), Series.objects.get()

    assert take._take(one, now=FIRST)
    assert not take._take(other, now=FIRST)

    assert (Planned.objects.count(), Campaign.objects.count()) == (1, 2)


def test_a_campaign_has_one_series(draft: Callable[..., Campaign], aino: Member, noon: datetime) -> None:
    original = draft()
    series.begin(original, FRIDAYS, by=aino, now=noon)

    with pytest.raises(PlanError):
        series.begin(original, FRIDAYS, by=aino, now=noon)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    # So many seconds without power, and whether the process then lived long enough to launch what it had made.
    steps=st.lists(st.tuples(st.integers(1, 50 * 3600), st.booleans()), min_size=1, max_size=10),
    rhythm=st.builds(
        Rhythm,
        unit=st.just(WEEK),
        every=st.integers(1, 2),
        days=st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
        at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        begins=st.sampled_from((date(2026, 3, 26), date(2026, 10, 22))),  # days before clocks are changed
    ),
)
def test_whenever_it_runs_each_time_goes_once_or_is_skipped_once(
    draft: Callable[..., Campaign], aino: Member, steps: list[tuple[int, bool]], rhythm: Rhythm
) -> None:
    now = datetime.combine(rhythm.begins, time(), UTC)
    begun, whole = now, []
    with transaction.atomic():
        row = series.begin(draft(), rhythm, late_hours=3, by=aino, now=now)
        for seconds, lives in [*steps, (1, True)]:
            now += timedelta(seconds=seconds)
            if lives:
                run(now)
                whole.append(now)
            else:
                take.take_due(now, most=50)
        made = Planned.objects.filter(series=row).order_by("number").values_list("number", "at", "state")
        became, launches = list(made), Launch.objects.count()
        transaction.set_rollback(True)

    due = list(takewhile(lambda one: one.at <= now, occurrences(rhythm, ZoneInfo(row.zone))))
    seen = [(one, min(at for at in whole if at >= one.at)) for one in due if one.at > begun]
    assert became == [
        (one.number, one.at, "launched" if at - one.at <= timedelta(hours=3) else "skipped") for one, at in seen
    ]
    assert launches == sum(state == "launched" for _number, _at, state in became)
