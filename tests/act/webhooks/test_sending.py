"""What receivers get, and when they get it again."""

import json
from datetime import datetime, timedelta

import pytest

from polku.act.webhooks import replay, secrets, write
from polku.act.webhooks.loop import KEPT, forget_old
from polku.act.webhooks.models import Delivery
from polku.kit import clock
from polku.know.events.models import LogBatch
from polku.know.events.read import forget_cache
from polku.know.teams.models import Member
from tests.act.webhooks.cast import ORDER, CarryOn, Listening, Log, Send, Webhooks, states
from tests.act.webhooks.receiver import verified

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_chosen_event_arrives_signed_in_the_form_of_the_api(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    stock = listening()
    _row, secret = webhook(stock, "Order *")
    log_events(ORDER, ORDER | {"event": "Cart Viewed", "messageId": "cart-1"})
    carry_on()

    send()

    [(headers, body)] = stock.came
    [told] = stock.told
    person = told["data"].pop("person")
    assert verified(secret, headers, body, now_s=noon.timestamp())
    assert not verified(secret, headers, body + b" ", now_s=noon.timestamp())
    assert not verified(secret, headers, body, now_s=noon.timestamp() + 301)
    assert headers["content-type"] == "application/json"
    assert len(person) == 13
    assert told == {
        "type": "Order Completed",
        "timestamp": "2026-11-21T09:30:00.000Z",
        "data": {
            "id": "order-1",
            "name": "Order Completed",
            "type": "track",
            "time": "2026-11-21T09:30:00.000Z",
            "properties": {"order_id": "1001", "revenue": 12.5},
            "context": {"locale": "fi-FI"},
            "identity": {"kind": "user_id", "value": "devi"},
        },
    }
    assert states() == [("delivered", 1, 204)]


def test_an_event_that_came_twice_or_before_the_webhook_is_told_once_or_not_at_all(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    stock = listening()
    log_events(ORDER | {"messageId": "before"})
    webhook(stock)
    log_events(ORDER)
    log_events(ORDER)
    carry_on()

    send()

    assert [told["data"]["id"] for told in stock.told] == ["order-1"]


def test_after_a_rotation_both_secrets_sign_for_a_day(
    noon: datetime,
    aino: Member,
    listening: Listening,
    webhook: Webhooks,
    log_events: Log,
    carry_on: CarryOn,
    send: Send,
) -> None:
    stock = listening()
    row, old = webhook(stock)
    new = secrets.rotate(row, by=aino)
    log_events(ORDER, ORDER | {"messageId": "order-2"})
    carry_on()
    Delivery.objects.filter(nth=1).update(due_ms=clock.to_ms(noon + timedelta(days=2)))

    send()
    send(noon + timedelta(days=2))

    first, later = stock.came
    after = (noon + timedelta(days=2)).timestamp()
    assert (verified(old, *first, now_s=noon.timestamp()), verified(new, *first, now_s=noon.timestamp())) == (
        True,
        True,
    )
    assert (verified(old, *later, now_s=after), verified(new, *later, now_s=after)) == (False, True)


def test_a_replay_sends_the_same_id_again(
    noon: datetime,
    aino: Member,
    listening: Listening,
    webhook: Webhooks,
    log_events: Log,
    carry_on: CarryOn,
    send: Send,
) -> None:
    stock = listening()
    webhook(stock)
    log_events(ORDER)
    carry_on()
    send()

    assert replay.replay(Delivery.objects.get(), by=aino)
    send()

    assert len(stock.ids) == 2
    assert len(set(stock.ids)) == 1
    assert states() == [("delivered", 1, 204)]


def test_all_that_failed_is_replayed_at_once(
    noon: datetime,
    aino: Member,
    listening: Listening,
    webhook: Webhooks,
    log_events: Log,
    carry_on: CarryOn,
    send: Send,
) -> None:
    stock = listening(answers=[(500, {}, "")] * 2)
    row, _secret = webhook(stock)
    log_events(ORDER, ORDER | {"messageId": "order-2"})
    carry_on()
    send()
    Delivery.objects.filter(nth=0).update(state="failed")

    assert replay.replay_failed(row, by=aino) == 2
    send()

    assert [state for state, *_ in states()] == ["delivered", "delivered"]


def test_while_paused_deliveries_gather(
    noon: datetime,
    aino: Member,
    listening: Listening,
    webhook: Webhooks,
    log_events: Log,
    carry_on: CarryOn,
    send: Send,
) -> None:
    stock = listening()
    row, _secret = webhook(stock)
    write.pause(row, by=aino)
    log_events(ORDER)
    carry_on()
    send()
    assert (stock.came, states()) == ([], [("asked", 0, None)])

    write.resume(row, by=aino)
    send()

    assert states() == [("delivered", 1, 204)]


def test_an_event_that_was_forgotten_meanwhile_is_not_told(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    stock = listening()
    webhook(stock)
    log_events(ORDER)
    carry_on()
    LogBatch.objects.update(payload=b'{"batch":[]}')
    forget_cache()

    send()

    assert (stock.came, states()) == ([], [("dropped", 1, None)])


def test_a_test_is_tried_once_and_verifies(
    noon: datetime, aino: Member, listening: Listening, webhook: Webhooks, send: Send
) -> None:
    stock = listening(answers=[(500, {}, "no")])
    row, secret = webhook(stock, "Order Completed")

    replay.send_test(row, by=aino)
    send()

    [(headers, body)] = stock.came
    assert verified(secret, headers, body, now_s=noon.timestamp())
    assert json.loads(body)["type"] == "polku.test"
    assert states() == [("failed", 1, 500)]


def test_deliveries_are_forgotten_after_a_month(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    webhook(listening())
    log_events(ORDER, ORDER | {"messageId": "order-2"})
    carry_on()
    Delivery.objects.filter(nth=0).update(asked_ms=clock.to_ms(noon - KEPT) - 1)

    assert forget_old(noon) == 1
    assert list(Delivery.objects.values_list("nth", flat=True)) == [1]
