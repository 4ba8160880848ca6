"""A LINE campaign's report: LINE's numbers beside ours, hidden ones called hidden, and why there are none."""

from django.test import Client

from polku.act.campaigns.models import Campaign, Launch
from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.units.models import LineUnit
from polku.say.outbox.models import Message
from polku.say.tracking.models import Reaction

ANSWER = {
    "overview": {"uniqueImpression": 1_234, "uniqueClick": None, "uniqueMediaPlayed": None},
    "messages": [{"seq": 1, "impression": 2_345, "uniqueImpression": 1_234, "uniqueMediaPlayed": 56}],
    "clicks": [{"seq": 1, "url": "https://kahvila.example/tea", "click": None, "uniqueClick": None}],
}


def test_lines_numbers_stand_beside_ours(web: Client, account: LineAccount) -> None:
    campaign = Campaign.objects.create(name="Tea", body="Hello", channel="line:kahvila", rule={"all": []})
    Launch.objects.create(campaign=campaign, at=clock.now(), asked_at=clock.now(), audience=1)
    message = Message.objects.create(
        cause=f"campaign:{campaign.pk}", identity_id=1, channel="line:kahvila", campaign_id=campaign.pk, state="sent",
        due_ms=0, asked_ms=0, settled_ms=1,
    )  # fmt: skip
    Reaction.objects.create(message_id=message.pk, campaign_id=campaign.pk, clicked_ms=1)
    page = f"/campaigns/{campaign.pk}"
    assert "no push and no multicast has gone out" in web.get(page).text

    unit = LineUnit.objects.create(
        account=account, campaign_id=campaign.pk, name="c1_x", first_day="20261101", month="202611", last_ms=1
    )
    assert "LINE is asked an hour after the last message" in web.get(page).text

    LineUnit.objects.update(answer=ANSWER, own_links=3, asked_ms=2, is_final=True)
    shown = web.get(page).text
    assert "1,234" in shown
    assert (
        shown.count("hidden</span>") == 3 + 1 + 2
    )  # in all: tapped, begun, played whole; of the message: whole; of the link: both
    assert "56" in shown
    assert "3 links more were opened that led by way of us" in shown

    LineUnit.objects.filter(pk=unit.pk).update(name="", answer=None)
    shown = web.get(page).text
    assert "this month had used them up" in shown
