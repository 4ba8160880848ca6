"""A campaign by LINE says what it takes of the month before it goes, and never goes too far without being told how."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.act.campaigns import loop, write
from polku.act.campaigns.models import Campaign, Launch
from polku.doors.web import unreached
from polku.doors.web.audience import EVERYBODY
from polku.kit import clock
from polku.know.people.consent.record import WITHDRAWN, Statement, record
from polku.know.segments.models import ListMember
from polku.say.channels.channel import Held
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.choose import choose
from polku.say.channels.line.setup.look import look
from polku.say.channels.registry import channel
from polku.say.outbox.claim import claim
from polku.say.outbox.of_many import of_many
from polku.say.outbox.prepare import prepare
from tests.doors.web.line.conftest import Office
from tests.say.channels.line import webhooks
from tests.say.channels.line.inbox.conftest import tell  # noqa: F401 fixture


@pytest.fixture
def campaign(
    columns: None,
    account: LineAccount,
    tell: Callable[..., None],  # noqa: F811
    carry_on: Callable[[], None],
    follow: Callable[[], None],
) -> Campaign:
    """A draft to everybody; five are friends."""
    now = clock.now_ms()
    for number in range(5):
        tell(webhooks.event("follow", user=f"U{number:032d}", at_ms=now - (10 - number) * 60_000), now_ms=now)
    carry_on()
    carry_on()
    follow()
    return write.create("Hello", channel="line:kahvila", body="Hello!", rule=EVERYBODY)


def test_its_cost_and_what_is_left_stand_on_the_page(web: Client, campaign: Campaign, account: LineAccount) -> None:
    choose(account, "jp_standard")

    page = web.get(f"/campaigns/{campaign.pk}/launch")

    take = page.context["take"]
    assert (take.count, take.short, take.left_after, take.price.minor) == (5, 0, 175, 0)
    assert "After it, 175 of the month’s 200 messages are left." in page.text


def test_no_cost_is_shown_before_somebody_has_said_which_plan_it_is(
    web: Client, campaign: Campaign, account: LineAccount
) -> None:
    page, money = f"/campaigns/{campaign.pk}/launch", f'<a href="/settings/channels/line/{account.name}/money">'

    unsaid = web.get(page).text
    choose(account, "jp_light")
    said = web.get(page).text

    assert ("What it costs is not known" in unsaid, "It costs" in unsaid, money in unsaid) == (True, False, True)
    assert f'{money}<span translate="no">Light</span></a>' in said


def test_who_gets_nothing_and_why_adds_up_to_the_audience_and_is_what_the_campaign_tells_afterwards(
    web: Client,
    campaign: Campaign,
    come_by: Callable[..., object],
    tell: Callable[..., None],  # noqa: F811
    carry_on: Callable[[], None],
    follow: Callable[[], None],
) -> None:
    now = clock.now_ms()
    come_by("Devi", "Emile")
    tell(webhooks.event("unfollow", user=f"U{3:032d}", at_ms=now - 1_000), now_ms=now)
    record([Statement(("line", f"U{4:032d}"), WITHDRAWN, "marketing"), Statement(("user_id", "devi"), WITHDRAWN)])
    carry_on()
    follow()

    told = web.get(f"/campaigns/{campaign.pk}/launch").context

    counted = told["unreached"]
    assert (counted.reached, told["take"].count, told["found"].count) == (3, 3, 7)
    assert sorted(counted.why) == [
        ("They do not want such messages any more.", 1),
        ("They have blocked the account.", 1),
        ("They have no address for this channel.", 2),
    ]
    web.post(f"/campaigns/{campaign.pk}/launch")
    carry_on()
    while loop.tick(clock.now()):
        pass
    by_line = channel(campaign.channel)
    verdicts = prepare(claim(by_line, now=clock.now()), by_line).verdicts.values()
    assert Counter(of_many(one.reason) for one in verdicts if isinstance(one, Held)) == dict(counted.why)


def test_of_a_crowd_it_is_told_how_many_get_nothing_without_looking_at_each(
    web: Client, campaign: Campaign, come_by: Callable[..., object], follow: Callable[[], None], monkeypatch: Any
) -> None:
    come_by("Devi", "Emile")
    follow()
    monkeypatch.setattr(unreached, "MOST_ASKED", 6)

    page = web.get(f"/campaigns/{campaign.pk}/launch")

    counted = page.context["unreached"]
    assert (counted.reached, counted.why, counted.others, page.context["found"].count) == (5, [], 2, 7)
    assert "2 people, who get nothing" in page.text


def test_where_there_are_too_few_it_goes_only_with_a_choice(
    web: Client, campaign: Campaign, account: LineAccount, office: Office
) -> None:
    office.used = 197
    look(account, now_ms=clock.now_ms())
    page = f"/campaigns/{campaign.pk}/launch"

    shown = web.get(page)
    refused = web.post(page, follow=True)

    assert (shown.context["take"].short, shown.context["best"]) == (2, 3)
    assert "Choose what is to happen." in refused.text
    assert not Launch.objects.exists()

    web.post(page, {"how": "best"})

    campaign.refresh_from_db()
    assert Launch.objects.get().campaign == campaign
    assert campaign.segment is not None
    assert campaign.segment.name == "Hello · 3"
    assert ListMember.objects.filter(segment=campaign.segment).count() == 3


def test_the_rest_may_wait(web: Client, campaign: Campaign, account: LineAccount, office: Office) -> None:
    office.used = 200
    look(account, now_ms=clock.now_ms())

    web.post(f"/campaigns/{campaign.pk}/launch", {"how": "rest-waits"})

    assert Launch.objects.get().campaign == campaign


def test_what_it_has_cost_stands_on_its_page(web: Client, campaign: Campaign, account: LineAccount) -> None:
    choose(account, "jp_standard")
    web.post(f"/campaigns/{campaign.pk}/launch")

    page = web.get(f"/campaigns/{campaign.pk}")

    assert page.context["line_cost"].minor == 0
    assert "Cost so far: ¥0" in page.text
