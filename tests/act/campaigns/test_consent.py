"""A running campaign and somebody who changes their mind."""

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.progress import progress
from polku.kit import clock
from polku.know.people import columns as people_columns
from polku.know.people.consent.record import WITHDRAWN, Statement, record
from polku.say.channels.paper.channel import CHANNEL
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _new_process():
    loop._not_before.clear()


def test_who_withdraws_while_the_campaign_runs_is_skipped_and_counted(shop, draft, aino, noon, carry_on, monkeypatch):
    shop(devi=2, emile=2, fumi=2)
    campaign = draft()
    launch(campaign, by=aino, now=noon)
    carry_on()
    while loop.tick(noon):
        pass
    monkeypatch.setattr(CHANNEL, "batch", 1)
    outbox.tick(noon)
    [reached] = PaperCopy.objects.values_list("text", flat=True)

    late = next(name for name in ("devi", "emile", "fumi") if name.title() not in reached)
    record([Statement(("user_id", late), WITHDRAWN, "marketing", source="unsubscribe")], now_ms=clock.now_ms())
    while outbox.tick(noon):
        pass

    done = progress(campaign)
    assert (done.sent, done.held) == (2, 1)
    assert [(one.state, one.reason, one.count) for one in done.reasons] == [
        ("held", "They do not want such messages any more.", 1)
    ]
    assert not any(late.title() in text for text in PaperCopy.objects.values_list("text", flat=True))


def test_a_campaign_for_the_service_reaches_who_wants_no_news(shop, draft, aino, noon, carry_on):
    shop(devi=2)
    record([Statement(("user_id", "devi"), WITHDRAWN, "marketing")])

    launch(draft(purpose="service"), by=aino, now=noon)
    carry_on()
    people_columns.sync()  # what somebody said reaches rules with their row
    while loop.tick(noon) + outbox.tick(noon):
        pass

    assert PaperCopy.objects.count() == 1
