"""A launch that needs a second pair of eyes waits for somebody else, and goes once, as it was asked for."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from polku.act.campaigns import write
from polku.act.campaigns.approval import find, rule
from polku.act.campaigns.approval.gate import NeedsApproval
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.approval.problems import NotAsAsked, NotYours, TooLate, WaitsAlready
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import NotReady
from polku.act.campaigns.trials.set_up import add_variant, choose
from polku.act.plan import schedule, send, series, why
from polku.act.plan.approve import approve, send_back, take_back
from polku.act.plan.models import Planned
from polku.act.plan.rhythm import Rhythm
from polku.know.people import columns as people_columns
from polku.know.segments.archive import archive
from polku.know.segments.segments import create as create_segment
from polku.know.teams.models import ApiKey, Member, TrailEntry, create_api_key
from tests.act.campaigns.conftest import order
from tests.act.plan.conftest import run
from tests.act.plan.test_schedule import news

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TWICE = {"did": "Order Completed", "within": "30d", "count": {"gte": 2}}


@pytest.fixture
def bo(db: None) -> Member:
    return Member.objects.create_user("bo@kahvila.example", "secret", name="Bo", role="manager")


@pytest.fixture(autouse=True)
def _somebody(columns: None, log_events: Callable[..., None], carry_on: Callable[[], None]) -> None:
    """What goes to nobody does not go."""
    log_events({"type": "identify", "userId": "devi", "traits": {"name": "Devi"}})
    carry_on()
    people_columns.sync()


@pytest.fixture
def by_role(aino: Member) -> None:
    rule.change(above=None, roles=["owner", "manager"], by=aino)


def asked(campaign: Campaign, by: Member, now: datetime) -> Approval:
    found = send.at_once(campaign, by=by, now=now)
    assert isinstance(found, Approval)
    return found


def test_where_nobody_has_said_so_nothing_needs_approval(draft: Callable[..., Campaign], aino: Member, noon: datetime):
    assert isinstance(send.at_once(draft(), by=aino, now=noon), Launch)


def test_it_waits_for_somebody_else_and_goes_once_with_both_names(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    campaign = draft()
    with pytest.raises(NeedsApproval):
        launch(campaign, by=aino, now=noon)

    row = asked(campaign, aino, noon)
    assert asked(campaign, aino, noon + HOUR) == row  # pressed twice
    run(noon + HOUR)
    assert not Launch.objects.exists()
    assert find.waiting() == [row]
    with pytest.raises(NotYours):
        approve(row, by=aino, now=noon)
    approve(row, by=bo, now=noon + HOUR)
    with pytest.raises(TooLate):
        approve(row, by=bo, now=noon + HOUR)

    launched = Launch.objects.get()
    assert (launched.by, launched.at) == (aino, noon + HOUR)
    assert find.approved_of(campaign).over_by == bo
    assert news() == ["Campaign Approval Requested", "Campaign Approved", "Campaign Launched"]
    noted = TrailEntry.objects.filter(kind="campaign").order_by("pk").values_list("action", "who")
    assert list(noted)[1:] == [
        ("campaign.approval_asked", "Aino"),
        ("campaign.approved", "Bo"),
        ("campaign.launched", "Bo"),
    ]


def test_sent_back_with_a_word_changed_and_asked_for_again(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    campaign = draft()
    first = asked(campaign, aino, noon)
    with pytest.raises(NotYours):
        send_back(first, word="no", by=aino, now=noon)

    send_back(first, word=" The date is wrong. ", by=bo, now=noon)

    assert [(row.state, row.word) for row in find.answered(aino, since=noon)] == [("sent_back", "The date is wrong.")]
    assert find.answered(bo, since=noon) == []
    with pytest.raises(TooLate):
        take_back(first, by=aino, now=noon)
    second = asked(campaign, aino, noon)
    assert find.answered(aino, since=noon) == []
    approve(second, by=bo, now=noon)
    assert Launch.objects.count() == 1


def test_a_change_of_the_draft_takes_the_request_back(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    campaign = draft()
    row = asked(campaign, aino, noon)
    said = {"name": campaign.name, "channel": "paper", "subject": "Tea", "rule": campaign.rule, "by": aino}

    write.change(campaign, **said, body="Hello")
    assert find.waiting_of(campaign) == row  # nothing differs
    write.change(campaign, **said, body="Free tea for all")

    assert find.waiting_of(campaign) is None
    with pytest.raises(TooLate):
        approve(row, by=bo, now=noon)
    row.refresh_from_db()
    assert row.state == "changed"
    assert not Launch.objects.exists()


def test_so_does_another_version_of_it(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    campaign = draft()
    row = asked(campaign, aino, noon)

    variant = add_variant(campaign, by=aino, body="Hello again")
    second = asked(campaign, aino, noon)
    choose(campaign, by=aino, percent=40)
    third = asked(campaign, aino, noon)
    said = {"channel": "paper", "subject": "Tea", "name": "Friday coupon", "by": aino}
    write.change(variant, **said, body="Free tea for all")

    states = Approval.objects.order_by("pk").values_list("pk", "state")
    assert list(states) == [(one.pk, "changed") for one in (row, second, third)]


def test_what_was_changed_past_us_is_not_approved(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    campaign = draft()
    row = asked(campaign, aino, noon)
    Campaign.objects.update(body="Something else")

    with pytest.raises(TooLate):
        approve(row, by=bo, now=noon)

    assert not Launch.objects.exists()


def test_a_segment_that_was_archived_meanwhile_keeps_it_waiting(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    segment = create_segment("Regulars", rule={"all": []})
    row = asked(draft(rule=None, segment=segment), aino, noon)
    archive(segment, by=aino, users=())

    with pytest.raises(NotReady):
        approve(row, by=bo, now=noon)

    assert find.waiting() == [row]


def test_whoever_lost_the_right_neither_approves_nor_has_asked(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    row = asked(draft(), bo, noon)
    bo.role = "editor"
    bo.save()

    row = Approval.objects.get(pk=row.pk)
    with pytest.raises(NotAsAsked):
        approve(row, by=aino, now=noon)
    with pytest.raises(NotYours):
        approve(asked(draft(), aino, noon), by=bo, now=noon)

    assert not Launch.objects.exists()


def test_a_key_is_no_way_round(draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime):
    rule.change(above=None, roles=["manager"], by=aino)
    key, _secret = create_api_key("Shop", by=bo)

    row = send.at_once(draft(), by=bo, key=key, now=noon)

    assert isinstance(row, Approval)
    assert (row.asked_by, row.asked_key) == (bo, key)
    with pytest.raises(NotYours):
        approve(row, by=bo, now=noon)
    ApiKey.objects.update(ended_at=noon)
    with pytest.raises(NotAsAsked):
        approve(Approval.objects.get(), by=aino, now=noon)


def test_later_is_planned_when_it_is_approved_also_a_little_late(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    at, campaign = noon + HOUR, draft()
    row = send.later(campaign, at=at, late_hours=2, by=aino, now=noon)
    assert isinstance(row, Approval)
    with pytest.raises(WaitsAlready):
        send.later(campaign, at=at + HOUR, by=aino, now=noon)
    with pytest.raises(NotAsAsked):
        approve(row, by=bo, now=at + 2.1 * HOUR)

    approve(row, by=bo, now=at + HOUR)
    run(at + HOUR)

    assert (Planned.objects.get().at, Launch.objects.get().by) == (at, aino)


def test_what_was_approved_and_taken_back_needs_another_yes(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    campaign = draft()
    approve(send.later(campaign, at=noon + HOUR, by=aino, now=noon), by=bo, now=noon)
    schedule.take_back(Planned.objects.get(), by=aino, now=noon)

    assert isinstance(send.at_once(campaign, by=aino, now=noon), Approval)


def test_who_approves_a_series_approves_its_times_as_long_as_they_say_the_same(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, by_role: None
):
    campaign = draft()
    daily = Rhythm(unit="week", days=(1, 2, 3, 4, 5, 6, 7), at=noon.time(), begins=noon.date())
    approve(send.again(campaign, daily, by=aino, now=noon), by=bo, now=noon)
    row = schedule.series_of(campaign)

    run(noon + 24 * HOUR)
    assert Launch.objects.count() == 1
    series.pause(row, by=aino, now=noon + 24 * HOUR)
    Campaign.objects.filter(pk=campaign.pk).update(body="Another word")
    row.campaign.refresh_from_db()
    series.resume(row, by=aino, now=noon + 25 * HOUR)
    run(noon + 48 * HOUR)

    assert Launch.objects.count() == 1
    held = Planned.objects.get(state=Planned.State.HELD)
    assert held.trouble == why.APPROVAL
    approve(find.waiting()[0], by=bo, now=noon + 48 * HOUR)
    run(noon + 48 * HOUR)
    assert Launch.objects.count() == 2


@pytest.fixture
def regulars(columns: None, log_events, carry_on) -> Callable[..., None]:
    """So many people buy twice."""

    def buy(*names: str, at: datetime) -> None:
        for name in names:
            for number in (1, 2):
                log_events(order(name, f"{name}-{number}", at=at - HOUR))
        carry_on()
        while people_columns.sync():
            pass

    return buy


def test_above_so_many_people_counted_when_asked_and_again_when_it_goes(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime, regulars: Callable[..., None]
):
    rule.change(above=2, roles=[], by=aino)
    regulars("devi", "emile", at=noon)
    later, soon = draft(rule=TWICE), draft(rule=TWICE)
    planned = schedule.schedule(later, at=noon + HOUR, by=aino, now=noon)  # two people: nobody need look
    assert isinstance(send.at_once(soon, by=aino, now=noon), Launch)

    regulars("fumi", at=noon)
    row = asked(draft(rule=TWICE), aino, noon)
    assert (row.why, row.above, row.count) == ("size", 2, 3)
    run(noon + HOUR)

    planned.refresh_from_db()
    assert (planned.state, planned.trouble) == ("held", why.APPROVAL)
    approve(find.waiting_of(later), by=bo, now=noon + HOUR)
    run(noon + HOUR)
    assert Launch.objects.filter(campaign=later).count() == 1


def test_what_is_held_for_approval_and_sent_back_is_a_draft_again_or_is_skipped_in_the_end(
    draft: Callable[..., Campaign], aino: Member, bo: Member, noon: datetime
):
    first, second = draft(), draft()
    for one in (first, second):
        schedule.schedule(one, at=noon + HOUR, by=aino, now=noon)
    rule.change(above=None, roles=["owner"], by=aino)
    run(noon + HOUR)

    send_back(find.waiting_of(first), word="Not today", by=bo, now=noon + HOUR)
    run(noon + 5 * HOUR)

    assert list(Planned.objects.order_by("pk").values_list("state", flat=True)) == ["taken_back", "skipped"]
    assert list(Approval.objects.order_by("pk").values_list("state", flat=True)) == ["sent_back", "lapsed"]
    assert not Launch.objects.exists()


def test_without_counting_nobody_can_say_and_it_does_not_go(
    draft: Callable[..., Campaign], aino: Member, noon: datetime
):
    from polku.kit import columns

    columns.close()
    rule.change(above=2, roles=[], by=aino)

    with pytest.raises(NotReady):
        send.at_once(draft(), by=aino, now=noon)


@pytest.mark.parametrize("given", [{"above": -1, "roles": []}, {"above": None, "roles": ["viewer"]}])
def test_a_rule_is_a_number_and_roles_that_may_send(aino: Member, given: dict[str, object]):
    with pytest.raises(rule.RuleError):
        rule.change(**given, by=aino)
