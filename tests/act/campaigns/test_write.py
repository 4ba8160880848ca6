"""Writing a campaign: what cannot be sent is not kept, and every fault is named at its field."""

import pytest

from polku.act.campaigns import write
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.know.people.consent.models import ConsentTopic
from polku.know.segments.models import Segment
from tests.act.campaigns.conftest import BOUGHT_TWICE

pytestmark = pytest.mark.django_db


def test_a_sound_draft_is_kept(draft, aino):
    row = Campaign.objects.get(pk=draft().pk)

    assert (row.name, row.channel, row.subject, row.rule, row.created_by) == (
        "Second cup",
        "paper",
        "Tea",
        BOUGHT_TWICE,
        aino,
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"channel": "pigeon"}, "channel"),
        ({"rule": None}, "audience"),
        ({"rule": {"did": 7}}, "audience"),
        ({"subject": "{{ a"}, "subject"),
        ({"body": "{{ person.name | shout }}"}, "body"),
        ({"body": " "}, "body"),
    ],
)
def test_a_fault_is_named_at_its_field_and_nothing_is_kept(draft, given, field):
    with pytest.raises(NotReady) as not_ready:
        draft(**given)

    assert [problem.field for problem in not_ready.value.problems] == [field]
    assert Campaign.objects.count() == 0


def test_the_audience_can_be_a_named_segment(draft):
    segment = Segment.objects.create(name="Regulars", rule=BOUGHT_TWICE)

    assert draft(rule=None, segment=segment).segment == segment


def test_after_the_launch_nothing_changes(draft, noon):
    campaign = draft()
    launch(campaign, by=None, now=noon)

    with pytest.raises(AlreadyLaunched):
        write.change(campaign, name="x", channel="paper", subject="", body="other", rule=BOUGHT_TWICE)

    assert Campaign.objects.get().body == "Hello {{ person.first_name }}"


def test_a_campaign_says_what_people_must_have_allowed_and_what_it_is_about(draft):
    ConsentTopic.objects.create(key="offers", name="Offers")

    campaign = draft(purpose="service", topic="offers")
    assert (draft().purpose, campaign.purpose, campaign.topic) == ("marketing", "service", "offers")

    for wrong, field in (({"purpose": "markting"}, "purpose"), ({"topic": "unknown"}, "topic")):
        with pytest.raises(NotReady) as refused:
            draft(**wrong)
        assert [problem.field for problem in refused.value.problems] == [field]
