"""A campaign that is planned goes at its time, late within the plan's hours, or is skipped and said to have been."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
import pytest

from polku.act.campaigns import write
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.plan import loop, schedule, told, why
from polku.act.plan.models import Planned
from polku.act.plan.problems import PlanError, TooLate
from polku.know.events.models import LogBatch
from polku.know.segments.models import Segment
from polku.know.teams.models import Member, TrailEntry
from tests.act.plan.conftest import run

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def news() -> list[str]:
    """The names of what polku has told the log."""
    payloads = LogBatch.objects.order_by("seq").values_list("payload", flat=True)
    told = [one for payload in payloads for one in msgspec.json.decode(bytes(payload))["batch"]]
    return [one["event"] for one in told if "event" in one]


def test_it_goes_at_its_time_and_once(draft: Callable[..., Campaign], aino: Member, noon: datetime) -> None:
    campaign = draft()
    row = schedule.schedule(campaign, at=noon + HOUR, by=aino, now=noon)

    run(noon + HOUR - timedelta(seconds=1))
    assert not Launch.objects.exists()
    for seconds in (0, 1, 2):
        run(noon + HOUR + timedelta(seconds=seconds))

    launched = Launch.objects.get()
    assert (launched.campaign, launched.at, launched.by) == (campaign, noon + HOUR, aino)
    row.refresh_from_db()
    assert (row.state, row.over_at) == ("launched", noon + HOUR)
    assert news() == ["Campaign Launched"]


@pytest.mark.parametrize(
    ("late", "state", "said"), [(3 * HOUR, "launched", "Campaign Launched"), (3.01 * HOUR, "skipped", told.SKIPPED)]
)
def test_after_a_time_without_power_it_goes_late_or_is_skipped(
    draft: Callable[..., Campaign], aino: Member, noon: datetime, late: timedelta, state: str, said: str
) -> None:
    row = schedule.schedule(draft(), at=noon + HOUR, late_hours=3, by=aino, now=noon)

    run(noon + HOUR + late)
    run(noon + HOUR + late + HOUR)

    row.refresh_from_db()
    assert (row.state, row.trouble) == (state, why.OFF if state == "skipped" else "")
    assert news() == [said]
    assert TrailEntry.objects.filter(action="campaign.skipped").count() == (state == "skipped")


def test_it_can_be_moved_and_taken_back_until_then(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    row = schedule.schedule(draft(), at=noon + HOUR, by=aino, now=noon)

    schedule.move(row, at=noon + 2 * HOUR, late_hours=5, by=aino, now=noon)
    run(noon + HOUR)
    schedule.take_back(row, by=aino, now=noon + HOUR)
    run(noon + 2 * HOUR)

    assert (row.state, row.late_hours, Launch.objects.exists()) == ("taken_back", 5, False)
    with pytest.raises(TooLate):
        schedule.move(row, at=noon + 3 * HOUR, by=aino, now=noon + 2 * HOUR)
    again = schedule.schedule(row.campaign, at=noon + 3 * HOUR, by=aino, now=noon + 2 * HOUR)
    run(noon + 3 * HOUR)
    with pytest.raises(TooLate):
        schedule.take_back(again, by=aino, now=noon + 3 * HOUR)
    actions = list(TrailEntry.objects.filter(action__startswith="campaign.").values_list("action", flat=True))
    assert actions == [f"campaign.{verb}" for verb in ("made", "planned", "moved", "taken_back", "planned", "launched")]


def test_what_is_missing_is_told_when_it_is_planned(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    campaign = draft(channel="email", rule={"trait": "email", "op": "exists"})

    with pytest.raises(NotReady, match="mail server"):
        schedule.schedule(campaign, at=noon + HOUR, by=aino, now=noon)


def test_what_cannot_go_at_its_time_is_held_goes_when_it_can_and_is_skipped_when_late(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    segment = Segment.objects.create(name="Regulars", rule={"all": []})
    rows = [
        schedule.schedule(draft(rule=None, segment=segment), at=noon + hours * HOUR, late_hours=2, by=aino, now=noon)
        for hours in (1, 3)
    ]
    Segment.objects.update(archived_at=noon)

    for minutes in (60, 61, 62, 185):
        run(noon + timedelta(minutes=minutes))
    rows[0].refresh_from_db()
    rows[1].refresh_from_db()
    assert (rows[0].state, rows[1].state) == ("skipped", "held")
    assert "archive" in rows[0].trouble
    Segment.objects.update(archived_at=None)
    run(noon + timedelta(minutes=187))

    rows[1].refresh_from_db()
    assert (rows[1].state, rows[1].trouble) == ("launched", "")
    assert news() == [told.HELD, told.SKIPPED, told.HELD, "Campaign Launched"]


def test_what_was_changed_since_does_not_go(draft: Callable[..., Campaign], aino: Member, noon: datetime) -> None:
    campaign = draft()
    row = schedule.schedule(campaign, at=noon + HOUR, by=aino, now=noon)
    write.change(campaign, name="Friday coupon", channel="paper", subject="", body="50 %", rule={"all": []}, by=aino)

    run(noon + HOUR)

    row.refresh_from_db()
    assert (row.state, row.trouble, Launch.objects.exists()) == ("held", why.CHANGED, False)


def test_a_process_that_ended_in_the_middle_is_followed_by_another(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    before, after = (
        schedule.schedule(draft(name=name), at=noon + HOUR, by=aino, now=noon) for name in ("before", "after")
    )
    for row in (before, after):
        assert loop._claim(row, now=noon + HOUR)
        assert not loop._claim(row, now=noon + HOUR)
    assert after.campaign is not None
    launch(after.campaign, by=aino, now=noon + HOUR)

    run(noon + HOUR)
    assert Launch.objects.count() == 1
    run(noon + HOUR + loop.AGAIN)

    assert set(Planned.objects.values_list("state", flat=True)) == {"launched"}
    assert news() == ["Campaign Launched"] * 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"at": timedelta(0)}, "at"),
        ({"at": timedelta(days=5_000)}, "at"),
        ({"late_hours": 0}, "late_hours"),
        ({"late_hours": 21}, "late_hours"),
    ],
)
def test_what_is_no_plan_is_told_where(
    draft: Callable[..., Campaign], aino: Member, noon: datetime, given: dict[str, object], field: str
) -> None:
    with pytest.raises(PlanError) as refused:
        schedule.schedule(
            draft(), at=noon + given.get("at", HOUR), late_hours=given.get("late_hours", 3), by=aino, now=noon
        )

    assert refused.value.field == field


def test_one_campaign_has_one_plan_and_none_once_it_has_gone(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
) -> None:
    campaign = draft()
    schedule.schedule(campaign, at=noon + HOUR, by=aino, now=noon)

    with pytest.raises(PlanError):
        schedule.schedule(campaign, at=noon + 2 * HOUR, by=aino, now=noon)
    run(noon + HOUR)
    with pytest.raises(AlreadyLaunched):
        schedule.schedule(campaign, at=noon + 2 * HOUR, by=aino, now=noon)
