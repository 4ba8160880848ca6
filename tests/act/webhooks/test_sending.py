"""What receivers get, and what happens when they do not take it."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from polku.act.webhooks import deliveries, secrets, write
from polku.act.webhooks.loop import KEPT, Sender, forget_old
from polku.act.webhooks.models import Delivery, Webhook
from polku.act.webhooks.settle import MOST_ATTEMPTS, STOP_AFTER, WAITS_MS
from polku.kit import clock
from polku.know.events.models import LogBatch
from polku.know.events.read import forget_cache
from polku.know.teams.models import Member
from tests.act.webhooks.receiver import Receiver, verified

Listening = Callable[..., Receiver]
Webhooks = Callable[..., tuple[Webhook, str]]
Log = Callable[..., None]
Send = Callable[..., None]
CarryOn = Callable[[], None]

pytestmark = pytest.mark.django_db(transaction=True)

ORDER = {
    "type": "track",
    "event": "Order Completed",
    "userId": "devi",
    "messageId": "order-1",
    "timestamp": "2026-11-21T09:30:00Z",
    "properties": {"order_id": "1001", "revenue": 12.5},
    "context": {"locale": "fi-FI"},
}


def states() -> list[tuple[str, int, int | None]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "attempts", "status"))


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


def test_waits_grow_over_three_days_and_then_it_is_given_up(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    stock = listening(answers=[(500, {}, "out of order")] * 20)
    webhook(stock)
    log_events(ORDER)
    carry_on()

    at, waits = noon, []
    for _attempt in range(MOST_ATTEMPTS):
        send(at)
        due = clock.from_ms(Delivery.objects.get().due_ms)
        waits.append(clock.to_ms(due) - clock.to_ms(at))
        at = due

    assert len(set(stock.ids)) == 1
    assert len(stock.came) == MOST_ATTEMPTS
    assert all(wait <= given <= wait * 1.2 for wait, given in zip(WAITS_MS, waits, strict=False))
    assert timedelta(days=3) < at - noon < timedelta(days=4)
    assert (states(), Delivery.objects.get().answer) == ([("failed", MOST_ATTEMPTS, 500)], "out of order")


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

    assert deliveries.replay(Delivery.objects.get(), by=aino)
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

    assert deliveries.replay_failed(row, by=aino) == 2
    send()

    assert [state for state, *_ in states()] == ["delivered", "delivered"]


def test_gone_stops_the_webhook_and_nothing_more_is_asked_for(
    noon: datetime,
    aino: Member,
    listening: Listening,
    webhook: Webhooks,
    log_events: Log,
    carry_on: CarryOn,
    send: Send,
) -> None:
    stock = listening(answers=[(410, {}, "")])
    row, _secret = webhook(stock)
    log_events(ORDER)
    carry_on()
    send()

    row.refresh_from_db()
    log_events(ORDER | {"messageId": "order-2"})
    carry_on()
    send()

    assert (row.stopped_at, row.stopped_because) == (noon, "gone")
    assert states() == [("failed", 1, 410)]

    write.resume(row, by=aino)
    log_events(ORDER | {"messageId": "order-3"})
    carry_on()
    send()

    assert [told["data"]["id"] for told in stock.told] == ["order-1", "order-3"]


def test_a_receiver_that_fails_for_days_is_stopped_and_one_success_clears_it(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    stock = listening(answers=[(500, {}, "")] * 3)
    row, _secret = webhook(stock)
    log_events(ORDER, ORDER | {"messageId": "order-2"}, ORDER | {"messageId": "order-3"})
    carry_on()
    send()
    row.refresh_from_db()
    assert (row.failing_since, row.stopped_at) == (noon, None)

    send(noon + timedelta(seconds=7))
    row.refresh_from_db()
    assert (row.failing_since, row.stopped_at) == (None, None)

    Webhook.objects.update(failing_since=noon)
    stock.answers[:] = [(500, {}, "")]
    Delivery.objects.filter(nth=0).update(state="asked", due_ms=0)
    send(noon + STOP_AFTER)
    row.refresh_from_db()
    assert (row.stopped_at, row.stopped_because) == (noon + STOP_AFTER, "failing")


def test_a_redirect_is_not_followed(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    other = listening()
    stock = listening(answers=[(307, {"Location": other.url}, "")])
    webhook(stock)
    log_events(ORDER)
    carry_on()

    send()

    assert (other.came, states()) == ([], [("asked", 1, 307)])


def test_one_slow_receiver_never_delays_another(
    listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, sender: Sender
) -> None:
    slow, quick = listening(wait_s=30.0), listening()
    webhook(slow, name="Slow")
    webhook(quick, name="Quick")
    log_events(*[ORDER | {"messageId": f"order-{number}"} for number in range(100)])
    carry_on()

    began = clock.monotonic()
    while (len(quick.came), slow.at_once) != (100, 8) and clock.monotonic() - began < 20:
        sender.tick(clock.now())

    slow.free.set()
    assert (len(quick.came), slow.most_at_once) == (100, 8)


def test_a_receiver_that_asks_for_time_gets_it(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    stock = listening(answers=[(429, {"Retry-After": "120"}, "")])
    webhook(stock)
    log_events(ORDER)
    carry_on()
    send()

    log_events(ORDER | {"messageId": "order-2"})
    carry_on()
    send(noon + timedelta(seconds=60))
    assert stock.ids == [stock.ids[0]]

    send(noon + timedelta(seconds=121))
    assert len(set(stock.ids)) == 2


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


def test_a_private_address_is_refused_at_sending_too(
    noon: datetime,
    listening: Listening,
    webhook: Webhooks,
    log_events: Log,
    carry_on: CarryOn,
    send: Send,
    settings: object,
) -> None:
    stock = listening()
    webhook(stock)
    log_events(ORDER)
    carry_on()
    settings.ALLOW_PRIVATE_ADDRESSES = False  # type: ignore[attr-defined]

    send()

    assert (stock.came, states()) == ([], [("asked", 1, None)])
    assert Delivery.objects.get().answer.split("|")[0] == "Private"


def test_nobody_listening_is_told_in_words(
    noon: datetime, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    webhook(Receiver(url="http://127.0.0.1:9/hook"))
    log_events(ORDER)
    carry_on()

    send()

    code, _bar, detail = Delivery.objects.get().answer.partition("|")
    assert (code, "Connect" in detail) == ("NetError", True)


def test_an_answer_is_kept_from_its_beginning_and_no_further(
    noon: datetime, listening: Listening, webhook: Webhooks, log_events: Log, carry_on: CarryOn, send: Send
) -> None:
    stock = listening(answers=[(500, {}, "zero\0" + "x" * 100_000)])
    webhook(stock)
    log_events(ORDER)
    carry_on()

    send()

    answer = Delivery.objects.get().answer
    assert (answer[:6], len(answer)) == ("zero�x", 1_000)


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

    deliveries.send_test(row, by=aino)
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
