"""Webhooks in the settings: made, watched, replayed, paused; never for whoever has no right to them."""

import re
from typing import Any

import pytest
from django.test import Client

from polku.act.webhooks.models import Delivery, Webhook
from polku.know.teams.models import Member
from tests.doors.web.queries import queries

MADE = {"name": "Stock", "url": "https://8.8.8.8/hook", "events": "Order *\nMessage Sent"}


@pytest.fixture
def stock(web: Client) -> Webhook:
    web.post("/settings/webhooks", MADE)
    return Webhook.objects.get()


def deliver(webhook: Webhook, **given: Any) -> Delivery:
    count = Delivery.objects.count()
    told = {"name": "Order Completed", "message_id": f"msg_{count}", "due_ms": 0, "asked_ms": 0, "nth": count, "seq": 1}
    return Delivery.objects.create(webhook_id=webhook.pk, **(told | given))


def test_a_webhook_is_made_and_its_secret_shown_this_once(web: Client) -> None:
    answer = web.post("/settings/webhooks", MADE, follow=True)
    webhook = Webhook.objects.get()

    secret = answer.context["secret"]
    assert secret.startswith("whsec_")
    assert secret in answer.text
    assert webhook.events == ["Order *", "Message Sent"]
    assert "whsec_" not in web.get("/settings/webhooks").text
    assert "whsec_" not in web.get(f"/settings/webhooks/{webhook.pk}").text


def test_a_private_address_is_refused_at_its_field_and_nothing_typed_is_lost(web: Client) -> None:
    answer = web.post("/settings/webhooks", MADE | {"url": "http://169.254.169.254/latest"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "url": ["This address leads into a private network. polku connects only to addresses on the public internet."]
    }
    assert "http://169.254.169.254/latest" in answer.text
    assert not Webhook.objects.exists()


def test_a_new_secret_is_shown_and_the_old_one_signs_on(web: Client, stock: Webhook) -> None:
    answer = web.post(f"/settings/webhooks/{stock.pk}/secret", follow=True)

    before, after = stock.secret, Webhook.objects.get()
    assert answer.context["secret"] in answer.text
    assert (after.old_secret, after.secret != before) == (before, True)


def test_a_form_sent_twice_makes_one_webhook_and_one_secret(web: Client) -> None:
    form = MADE | {"once": web.get("/settings/webhooks").context["once"]}
    first, second = (web.post("/settings/webhooks", form, follow=True).context["secret"] for _ in "12")
    stock = Webhook.objects.get()
    page = f"/settings/webhooks/{stock.pk}"
    again = {"once": web.get(page).context["once"]}
    third, fourth = (web.post(f"{page}/secret", again, follow=True).context["secret"] for _ in "12")

    assert (first, third) == (second, fourth)
    assert first != third
    assert "whsec_" not in web.get(page).text


def test_it_is_changed_paused_resumed_tested_and_ended(web: Client, stock: Webhook) -> None:
    page = f"/settings/webhooks/{stock.pk}"

    web.post(page, MADE | {"name": "Store room", "events": "*"})
    web.post(f"{page}/test")
    web.post(f"{page}/pause")
    paused = web.get(page).context["row"].state
    web.post(f"{page}/resumption")
    active = web.get(page).context["row"].state
    web.post(f"{page}/end")

    stock.refresh_from_db()
    assert (stock.name, stock.events, paused, active) == ("Store room", ["*"], "paused", "active")
    assert Delivery.objects.get().name == "polku.test"
    assert web.get(page).status_code == 404
    assert "Store room" not in web.get("/settings/webhooks").context["rows"]


def test_why_nothing_arrived_is_told_in_words(web: Client, stock: Webhook) -> None:
    deliver(stock, state="asked", attempts=2, answer="Private|x", due_ms=2**40)
    deliver(stock, state="failed", attempts=10, status=500, answer="<b>out of order</b>", took_ms=12)

    shown = web.get(f"/settings/webhooks/{stock.pk}").text

    assert "This address leads into a private network." in shown
    assert "&lt;b&gt;out of order&lt;/b&gt;" in shown


def test_deliveries_are_filtered_and_replayed(web: Client, stock: Webhook) -> None:
    page = f"/settings/webhooks/{stock.pk}"
    failed = [deliver(stock, state="failed", attempts=10, status=500) for _ in range(2)]
    deliver(stock, state="delivered", attempts=1, status=204)
    shown = web.get(page, {"state": "failed"}).context["deliveries"]
    assert [delivery.pk for delivery, _ in shown] == [failed[1].pk, failed[0].pk]

    web.post(f"{page}/replay", {"delivery": failed[0].pk})
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["asked", "delivered", "failed"]
    web.post(f"{page}/replay")

    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["asked", "asked", "delivered"]


def test_another_webhooks_delivery_is_not_replayed(web: Client, stock: Webhook) -> None:
    web.post("/settings/webhooks", MADE | {"name": "Other"})
    other = Webhook.objects.exclude(pk=stock.pk).get()
    foreign = deliver(other, state="failed")

    assert web.post(f"/settings/webhooks/{stock.pk}/replay", {"delivery": foreign.pk}).status_code == 404
    assert Delivery.objects.get().state == "failed"


def test_the_lists_cost_the_same_however_long_they_are(web: Client, stock: Webhook) -> None:
    page = f"/settings/webhooks/{stock.pk}"
    deliver(stock, state="delivered")
    one, one_webhook = queries(web, page), queries(web, "/settings/webhooks")
    for number in range(60):
        deliver(stock, state="delivered")
        if number < 3:
            web.post("/settings/webhooks", MADE | {"name": f"More {number}"})

    assert (queries(web, page), queries(web, "/settings/webhooks")) == (one, one_webhook)
    more = web.get(page).context["more"]
    assert len(web.get(more, headers={"HX-Request": "true"}).context["deliveries"]) == 11
    assert re.fullmatch(rf"{page}\?before=\d+", more)


def test_an_editor_has_no_webhooks(client: Client, stock: Webhook) -> None:
    client.force_login(Member.objects.create_user("bo@kahvila.example", "secret", role="editor"))

    for address in ("", f"/{stock.pk}"):
        assert client.get(f"/settings/webhooks{address}").status_code == 403
    for verb in ("pause", "resumption", "test", "secret", "replay", "end"):
        assert client.post(f"/settings/webhooks/{stock.pk}/{verb}").status_code == 403
    assert "/settings/webhooks" not in client.get("/settings").text
