"""The trail tells who wrote a campaign, what they changed, and who sent it."""

from datetime import datetime

from polku.act.campaigns import write
from polku.act.campaigns.launch import launch
from polku.know.teams.models import Member, TrailEntry

RULE = {"did": "Order Completed", "within": "30d", "count": {"gte": 1}}


def test_writing_changing_and_sending_are_noted(aino: Member, noon: datetime) -> None:
    campaign = write.create("Winter", subject="Cold?", body="Hello", rule=RULE, by=aino)
    same = {"channel": campaign.channel, "subject": "Cold?", "rule": RULE, "by": aino}
    write.change(campaign, name="Winter", body="Hello", **same)
    write.change(campaign, name="Winter", body="Good day", **same)
    launch(campaign, by=aino, now=noon)
    launch(campaign, by=aino, now=noon)
    entries = list(TrailEntry.objects.order_by("pk"))

    assert [(entry.action, entry.who) for entry in entries] == [
        ("campaign.made", "Aino"), ("campaign.changed", "Aino"), ("campaign.launched", "Aino"),
    ]  # fmt: skip
    assert (entries[1].before, entries[1].after) == ({"body": "Hello"}, {"name": "Winter", "body": "Good day"})
    assert {entry.number for entry in entries} == {str(campaign.pk)}
