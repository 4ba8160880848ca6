"""Home."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from polku.act.webhooks.models import Webhook
from polku.know.events.models import Refusal
from polku.know.teams.models import Source
from polku.say.channels.line.models import LineAccount

pytestmark = pytest.mark.django_db


def test_an_empty_house_shows_the_first_steps(web: Client, source: Source) -> None:
    answer = web.get("/")

    assert [step["is_done"] for step in answer.context["steps"]] == [False, False, False]
    assert source.write_key in answer.text
    assert "All is well." in answer.text


def test_a_line_of_our_own_has_phones_to_look_at(web: Client, source: Source) -> None:
    assert "/phones" not in web.get("/").text
    LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", api_base="http://127.0.0.1:8700")

    assert 'href="http://127.0.0.1:8700/phones"' in web.get("/").text


def test_home_tells_what_happens_and_how_the_shop_grows(
    web: Client, come_by: Callable[..., None], buy: Callable[..., None]
) -> None:
    come_by("Devi", "Emile")
    buy("devi", "1001")

    answer = web.get("/")

    assert (answer.context["people"], answer.context["growth"].last, answer.context["minutes"].total) == (2, 2, 3)
    assert "€12.50" in answer.text


def test_what_needs_attention_leads_there(web: Client, noon: object) -> None:
    from polku.kit import clock

    Refusal.objects.create(received_ms=clock.now_ms(), source=1, reason="form", detail="", event="{")

    worries = web.get("/").context["worries"]

    assert [(one.sentence, one.href) for one in worries] == [
        ("1 event was refused in the last hour", "/events/refused")
    ]


def test_what_staff_did_is_told_to_who_may_undo_it(web: Client, noon: datetime) -> None:
    from django.core.cache import cache

    from polku.act.rewards.till.models import TillAct
    from polku.kit import clock
    from polku.know.teams.models import Member

    cache.clear()
    for _nth in range(10):
        TillAct.objects.create(kind="use", by="member:7", at_ms=clock.to_ms(noon), identity_id=1)

    told = [(one.sentence, one.href) for one in web.get("/").context["worries"]]
    Member.objects.update(role="viewer")

    assert told == [("What 1 of your staff or tills did is worth a question", "/till/staff")]
    assert web.get("/").context["worries"] == []
    cache.clear()


def test_a_webhook_that_was_stopped_or_fails_for_an_hour_needs_attention(web: Client, noon: datetime) -> None:
    given = {"url": "https://stock.example/", "events": ["*"], "from_seq": 0}
    gone = Webhook.objects.create(name="Chat", stopped_at=noon, stopped_because="gone", **given)
    failing = Webhook.objects.create(name="Stock", failing_since=noon - timedelta(hours=2), **given)
    Webhook.objects.create(name="Just now", failing_since=noon - timedelta(minutes=5), **given)

    worries = web.get("/").context["worries"]

    assert [(one.sentence, one.href) for one in worries] == [
        ("The webhook “Chat” was stopped", f"/settings/webhooks/{gone.pk}"),
        ("The receiver of the webhook “Stock” takes nothing", f"/settings/webhooks/{failing.pk}"),
    ]


def test_a_campaign_of_which_nothing_arrived_looks_so(web: Client, noon: object) -> None:
    from polku.act.campaigns.models import Campaign, Launch
    from polku.kit import clock
    from polku.say.outbox.models import Message

    campaign = Campaign.objects.create(name="Winter", rule={"did": "Order Completed"}, body="Hello")
    Launch.objects.create(campaign=campaign, at=noon, audience=2, asked_at=noon, at_seq=1)
    now = clock.now_ms()
    for identity, state in ((1, "held"), (2, "unknown")):
        Message.objects.create(
            cause=f"campaign:{campaign.pk}", identity_id=identity, channel="paper", campaign_id=campaign.pk,
            state=state, due_ms=now, asked_ms=now, settled_ms=now,
        )  # fmt: skip

    home = web.get("/")

    assert [(one.sentence, one.href) for one in home.context["worries"]] == [
        ("Whether 1 message of today arrived is not known", f"/campaigns/{campaign.pk}"),
        ("1 message was held back today", f"/campaigns/{campaign.pk}"),
    ]
    assert home.context["messages_today"].lost == 2
    assert [row.lost for row in web.get("/campaigns").context["rows"]] == [2]


def test_the_minutes_refresh_themselves(web: Client) -> None:
    part = web.get("/minutes", headers={"HX-Request": "true"}).text

    assert "<html" not in part
    assert 'hx-trigger="every 5s"' in part


def test_a_large_house_adds_up_its_orders_after_the_page_is_there(
    web: Client, come_by: Callable[..., None], buy: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("polku.doors.web.home.MANY", 0)
    come_by("Devi")
    buy("devi", "1001")

    assert 'hx-get="/orders" hx-trigger="load"' in web.get("/").text
    assert "€12.50" in web.get("/orders", headers={"HX-Request": "true"}).text
    assert "€12.50" in web.get("/?orders=now").text
