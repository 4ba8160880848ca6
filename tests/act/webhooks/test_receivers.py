"""Receivers that are slow, broken, gone or forbidden."""

from datetime import datetime, timedelta

import pytest

from polku.act.webhooks import flight, secrets, write
from polku.act.webhooks.judge import STOP_AFTER
from polku.act.webhooks.loop import Sender
from polku.act.webhooks.models import Delivery, Webhook
from polku.act.webhooks.retries import MOST_ATTEMPTS, WAITS_MS
from polku.kit import clock, seal
from polku.know.teams.models import Member
from tests.act.webhooks.cast import ORDER, CarryOn, Listening, Log, Send, Webhooks, states
from tests.act.webhooks.receiver import Receiver, verified

pytestmark = pytest.mark.django_db(transaction=True)


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
    monkeypatch: pytest.MonkeyPatch,
    listening: Listening,
    webhook: Webhooks,
    log_events: Log,
    carry_on: CarryOn,
    sender: Sender,
) -> None:
    # However slow this machine is: what the slow one holds is held until the test is over, and not given up before.
    monkeypatch.setattr(flight, "TIMEOUT_S", 600.0)
    slow, quick = listening(wait_s=600.0), listening()
    webhook(slow, name="Slow")
    webhook(quick, name="Quick")
    log_events(*[ORDER | {"messageId": f"order-{number}"} for number in range(100)])
    carry_on()

    began = clock.monotonic()
    while (len(quick.came), slow.at_once) != (100, 8) and clock.monotonic() - began < 90:
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
    assert (code, "Connect" in detail) == ("NotConnected", True)


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


def test_a_secret_that_was_lost_stops_nobody_else_and_is_replaced(
    noon: datetime,
    aino: Member,
    listening: Listening,
    webhook: Webhooks,
    log_events: Log,
    carry_on: CarryOn,
    send: Send,
) -> None:
    lost, stock = listening(), listening()
    row, _secret = webhook(lost, name="Lost")
    webhook(stock)
    Webhook.objects.filter(pk=row.pk).update(secret=seal.shut("whsec_", key="another"))
    log_events(ORDER)
    carry_on()

    send()

    assert (lost.came, len(stock.came)) == ([], 1)
    assert Delivery.objects.get(webhook_id=row.pk).answer == "Unreadable|"

    row.refresh_from_db()
    new = secrets.rotate(row, by=aino)
    send(noon + timedelta(seconds=7))

    [(headers, body)] = lost.came
    assert verified(new, headers, body, now_s=noon.timestamp())
