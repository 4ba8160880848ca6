"""LINE's webhooks: taken when signed, answered when they are on the disk, and never in the way of each other."""

import json
import random
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings

from polku.kit import clock, seal
from polku.know.events.event import indexes_of, read_batch
from polku.know.events.models import Duplicate, LogBatch
from polku.know.teams.models import Source
from polku.say.channels.line.inbox.models import LineHookHour, LineRelay, LineReplyToken
from polku.say.channels.line.models import LineFriend
from polku.say.channels.line.signature import sign
from tests.doors.ingest.line_client import serve_line
from tests.say.channels.line.signatures import VECTORS
from tests.say.channels.line.webhooks import DEVI, NOON_MS, SECRET, account, body, event, signed, text

pytestmark = pytest.mark.django_db(transaction=True)


def told():
    return [event for batch in LogBatch.objects.order_by("seq") for event in json.loads(bytes(batch.payload))["batch"]]


def counted():
    """The events of the log, each once."""
    without = dict(Duplicate.objects.values_list("seq", "indexes"))
    return [
        event
        for seq, source, payload in LogBatch.objects.values_list("seq", "source", "payload")
        for event in read_batch(
            seq, received_ms=0, source=source, payload=bytes(payload), without=indexes_of(without.get(seq))
        )
    ]


def test_a_message_is_in_the_log_when_line_is_answered(line):
    account()

    answer = line.tell(text("Onko pulla tuoretta? 🥐", message_id="571", number="01A"))

    assert answer.status == 200
    assert told() == [
        {
            "type": "track",
            "event": "Message Received",
            "messageId": "line:kahvila:01A",
            "identity": ["line", DEVI],
            "timestamp": NOON_MS,
            "properties": {
                "channel": "line:kahvila",
                "message_id": "571",
                "kind": "text",
                "text": "Onko pulla tuoretta? 🥐",
                "quote_token": "q1",
            },
        }
    ]


def test_events_of_line_come_from_a_source_whose_key_opens_nothing(line):
    account()
    line.tell(text("Hi"))

    source = Source.objects.get()

    assert (source.name, source.ended_at is not None) == ("LINE", True)
    assert LogBatch.objects.get().source == source.pk


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_what_is_signed_is_taken_and_nothing_else_is_kept(line, vector):
    account(sealed_secret=seal.shut(vector.secret, key=settings.SECRET_KEY))

    answer = line.request("POST", "/hook/line/kahvila", vector.body, {"x-line-signature": vector.signature})

    assert answer.status == (200 if vector.is_right else 401)
    assert vector.is_right or not told()


def test_a_missing_signature_is_refused_and_counted(line):
    row = account()

    assert line.request("POST", "/hook/line/kahvila", body(), {}).status == 401
    assert line.tell().status == 200
    line.app.counts.close()
    hour = LineHookHour.objects.get(account=row)

    assert (hour.refused, hour.requests, hour.events) == (1, 1, 0)
    assert hour.last_refused_ms <= hour.last_ms


def test_the_old_secret_signs_until_its_time_is_over(line):
    content = body(text("Hi"))
    old = {"x-line-signature": sign(content, secret="the old one")}
    sealed = seal.shut("the old one", key=settings.SECRET_KEY)
    account(sealed_old_secret=sealed, old_secret_until=clock.now() + timedelta(hours=1))
    account("over", sealed_old_secret=sealed, old_secret_until=clock.now() - timedelta(seconds=1))

    assert line.request("POST", "/hook/line/kahvila", content, old).status == 200
    assert line.request("POST", "/hook/line/over", content, old).status == 401
    assert line.send(content, name="over").status == 200


def test_no_account_no_door(line):
    account("gone", ended_at=clock.now())

    found = [line.tell(text("Hi"), name=name).status for name in ("gone", "kahvila", "", "kahvila/more", "%00")]

    assert found == [404, 404, 404, 404, 404]
    assert line.request("GET", "/hook/line/kahvila", None, {}).status == 404
    account()
    clock.pause(1.1)  # an unknown name is looked up once a second
    assert line.request("GET", "/hook/line/kahvila", None, {}).status == 405
    assert line.tell(text("Hi")).status == 200


def test_the_console_s_knock_is_answered_and_leaves_nothing(line):
    account()

    assert line.tell().status == 200
    assert told() == []


def test_too_large_and_unreadable_bodies_are_refused(line):
    account()

    assert line.send(b"[" + b" " * 1_000_000 + b"]").status == 413
    assert [line.send(content).status for content in (b"", b"hello", b"[]", b"[" * 100_000, b"\xff")] == [400] * 5
    assert told() == []


def test_a_full_queue_says_so(transactional_db, tmp_path):
    account()
    running = serve_line(tmp_path, queue_bytes=100)
    line = next(running)

    answer = line.tell(text("Hi"))
    next(running, None)

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert told() == []


def test_half_a_letter_is_no_reason_to_lose_the_rest(line):
    account()
    content = body(text("Hi")).replace(b"Hi", b"\\ud83d Hi")

    assert line.send(content).status == 200
    assert told()[0]["properties"]["text"] == "\ufffd Hi"


def test_reply_tokens_wait_beside_the_log_and_not_in_it(line):
    account()
    now_ms = clock.now_ms()
    first = text("Hi", at_ms=now_ms)
    second = event("follow", at_ms=now_ms, replyToken="0" * 32, follow={"isUnblocked": False})
    aside = text("Hi", at_ms=now_ms) | {"mode": "standby"}

    line.tell(first, second, aside)

    assert list(LineReplyToken.objects.values_list("token", "user_id")) == [(first["replyToken"], DEVI)]
    assert b"reply" not in bytes(LogBatch.objects.get().payload)


def test_the_same_request_twice_keeps_a_used_token_used(line):
    account()
    said = text("Hi", at_ms=clock.now_ms())
    line.tell(said)
    LineReplyToken.objects.update(used_ms=1, received_ms=1)

    line.tell(said)
    assert list(LineReplyToken.objects.values_list("used_ms", "received_ms")) == [(1, 1)]

    line.tell(said | {"deliveryContext": {"isRedelivery": True}})
    row = LineReplyToken.objects.get()
    assert row.used_ms == 1
    assert row.received_ms > 1


def test_a_reply_token_of_an_hour_ago_is_not_kept(line):
    account()
    line.tell(text("Hi", at_ms=clock.now_ms() - clock.HOUR_MS))

    assert not LineReplyToken.objects.exists()


def test_with_a_relay_the_very_bytes_wait_to_go_on(line):
    row = account(relay_url="https://other.example/line")
    account("alone")
    content = body(text("Hi")).replace(b": ", b" :  ")

    line.send(content)
    line.send(content, name="alone")
    line.send(body(), **{"x-line-signature": "wrong"})

    waiting = LineRelay.objects.get()
    assert (waiting.account_id, bytes(waiting.body)) == (row.pk, content)
    assert waiting.signature == signed(content)["x-line-signature"] == sign(content, secret=SECRET)


def test_a_third_sent_twice_and_all_of_it_shuffled_is_the_same_in_the_end(line, carry_on):
    account()
    dice = random.Random(5)
    users = [f"U{number:032x}" for number in range(20)]
    events = [
        event(
            kind, user=user, at_ms=NOON_MS + place, **({"follow": {"isUnblocked": False}} if kind == "follow" else {})
        )
        for user in users
        for place, kind in enumerate(dice.choices(("follow", "unfollow"), k=5))
    ] + [text(f"Hi {number}", user=dice.choice(users), at_ms=NOON_MS + 2) for number in range(40)]
    told_of = [*events, *dice.sample(events, len(events) // 3)]
    dice.shuffle(told_of)
    while told_of:
        assert line.tell(*[told_of.pop() for _ in range(min(len(told_of), dice.randint(1, 5)))]).status == 200
        if dice.random() < 0.2:
            carry_on()
    carry_on()

    newest = {}
    for one in sorted(events, key=lambda one: (one["timestamp"], one["type"] == "unfollow")):
        newest[one["source"]["userId"]] = one["type"] != "unfollow"
    assert dict(LineFriend.objects.values_list("user_id", "is_friend")) == newest
    heard = Counter(one.name for one in counted())
    followers = {one["source"]["userId"] for one in events if one["type"] == "follow"}
    assert (heard["Message Received"], heard["Friend Added"]) == (40, len(followers))
    assert heard["LINE Followed"] + heard["LINE Unfollowed"] == 100


def test_without_the_short_way_the_answers_are_the_same(line_by_asgi):
    account()

    found = [
        line_by_asgi.tell(text("Hi")).status,
        line_by_asgi.send(b"hello").status,
        line_by_asgi.send(b"[" + b" " * 1_000_000 + b"]").status,
        line_by_asgi.request("POST", "/hook/line/kahvila", body(), {}).status,
        line_by_asgi.tell(text("Hi"), name="nobody").status,
        line_by_asgi.request("GET", "/hook/line/kahvila", None, {}).status,
    ]

    assert found == [200, 400, 413, 401, 404, 405]
    assert len(told()) == 1
