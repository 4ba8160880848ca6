"""What came back of a campaign's letters."""

import pytest

from polku.act.campaigns.models import Campaign
from polku.learn.reports.reactions import reactions
from polku.say.outbox.models import Message
from polku.say.tracking.models import Reaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return Campaign.objects.create(name="Tea", channel="email")


@pytest.fixture
def came_back(campaign):
    """`came_back({"opened_ms": 1}, {})`: messages that were sent, each with what came back of it."""

    def write(*each, state="sent", campaign_id=None):
        for moments in each:
            number = Message.objects.count()
            message = Message.objects.create(
                cause=f"campaign:{campaign.pk}", identity_id=number, channel="email", state=state,
                campaign_id=campaign_id or campaign.pk, due_ms=0, asked_ms=0, settled_ms=1,
            )  # fmt: skip
            if moments:
                Reaction.objects.create(message_id=message.pk, campaign_id=message.campaign_id, **moments)

    return write


def test_people_and_programs_are_counted_apart(campaign, came_back):
    came_back(
        {"opened_ms": 1},
        {"opened_ms": 1, "machine_opened_ms": 1, "clicked_ms": 2},
        {"machine_opened_ms": 1},
        {"machine_clicked_ms": 1},
        {"unsubscribed_ms": 1, "opened_ms": 1},
        {},
    )

    found = reactions(campaign)

    assert (found.sent, found.arrived) == (6, 6)
    assert (found.opened, found.clicked, found.unsubscribed) == (3, 1, 1)
    assert found.opened_by_machines == 1


def test_who_follows_a_link_has_opened_the_letter_whatever_pictures_say(campaign, came_back):
    came_back({"clicked_ms": 1}, {"clicked_ms": 1, "machine_opened_ms": 1})

    assert (reactions(campaign).opened, reactions(campaign).opened_by_machines) == (2, 0)


def test_what_has_come_back_is_no_part_of_the_shares(campaign, came_back):
    came_back({"opened_ms": 1}, {"bounced_ms": 1}, {"complained_ms": 1, "opened_ms": 1}, {"delivered_ms": 1})

    found = reactions(campaign)

    assert (found.sent, found.bounced, found.arrived) == (4, 1, 3)
    assert (found.opened, found.complained, found.delivered) == (2, 1, 1)


def test_other_campaigns_do_not_count(campaign, came_back):
    came_back({"opened_ms": 1}, campaign_id=campaign.pk + 1)

    assert (reactions(campaign).sent, reactions(campaign).opened) == (0, 0)


def test_a_refused_letter_does_not_count_as_sent_that_came_back(campaign, came_back):
    came_back({"opened_ms": 1})
    came_back({"bounced_ms": 1}, state="failed")

    assert (reactions(campaign).sent, reactions(campaign).arrived) == (1, 1)
