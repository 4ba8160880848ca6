"""Webhooks: signed, in order, once; again where they were not taken; twice and shuffled where one asks for it."""

import asyncio
import base64
import json
from pathlib import Path

import pytest

from polku.lab.line import friend_does
from polku.lab.line.webhooks.post import Post
from polku.lab.line.webhooks.postman import signature
from tests.lab.line.running import Shop, until

VECTORS = Path(__file__).parents[4] / "shared" / "vectors" / "line.json"


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors are not beside this tree")
def test_signatures_agree_with_the_vectors():
    vectors = json.loads(VECTORS.read_text("utf-8"))
    for one in [*vectors["webhook_signature"], *vectors["webhook_signature_must_fail"]]:
        made = signature(one["channel_secret"], base64.b64decode(one["body_base64"]))
        assert (made == one["x_line_signature"]) == one["valid"], one["id"]


def run(coroutine):
    return asyncio.run(coroutine)


def postman_of(lab):
    return lab.world.shelf(Post).postman


def test_events_are_signed_and_come_in_their_order(lab):
    async def story():
        shop = Shop(lab.account.secret)
        async with shop.open() as url:
            await lab.asks("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": url})
            for number in range(30):
                friend_does.says(lab.world, lab.account, 1, str(number))
            await until(lambda: len(shop.events) == 30)
            await postman_of(lab).close()
        return shop

    postman_of(lab).manners.at_once = 1
    shop = run(story())

    assert [event["message"]["text"] for event in shop.events] == [str(number) for number in range(30)]
    assert (shop.bad_signatures, len(shop.bodies) < 30) == (0, True)
    assert {body["destination"] for body in shop.bodies} == {lab.account.user_id}


def test_what_is_not_taken_comes_again_with_the_same_id(lab):
    async def story():
        shop = Shop(lab.account.secret, statuses=[500])
        async with shop.open() as url:
            lab.account.webhook_url = url
            friend_does.says(lab.world, lab.account, 1, "hi")
            await until(lambda: len(shop.events) == 1)
            await asyncio.sleep(0.05)
            lab.world.clock.jump(3)
            await until(lambda: len(shop.events) == 2)
            await postman_of(lab).close()
        return shop.events

    first, again = run(story())

    assert (first["webhookEventId"], first["replyToken"]) == (again["webhookEventId"], again["replyToken"])
    assert [one["deliveryContext"]["isRedelivery"] for one in (first, again)] == [False, True]


def test_a_reply_token_is_good_again_after_its_event_came_again_but_not_for_ever(lab):
    tokens = []
    lab.world.webhook_events.append(lambda account, event: tokens.append(event["replyToken"]))

    async def story():
        shop = Shop(lab.account.secret, statuses=[500, 500])
        async with shop.open() as url:
            lab.account.webhook_url = url
            friend_does.says(lab.world, lab.account, 1, "hi")
            for times in (1, 2):
                await until(lambda times=times: len(shop.events) == times)
                await asyncio.sleep(0.05)
                lab.world.clock.jump(90)  # longer than the token lives: only that it came again keeps it good
            await until(lambda: len(shop.events) == 3)
            answer = {"replyToken": tokens[0], "messages": [{"type": "text", "text": "hi"}]}
            said = await lab.asks("POST", "/v2/bot/message/reply", answer)
            await postman_of(lab).close()
        return said.status

    assert run(story()) == 200


def test_what_nobody_takes_does_not_hold_up_what_is_new(lab):
    async def story():
        shop = Shop(lab.account.secret, statuses=[500] * 40)
        async with shop.open() as url:
            lab.account.webhook_url = url
            await lab.asks("PUT", "/lab/webhooks", {"batch": 1, "at_once": 4})
            for number in range(40):
                friend_does.says(lab.world, lab.account, number, "in vain")
            await until(lambda: len(shop.events) == 40)
            friend_does.says(lab.world, lab.account, 41, "new")
            await until(lambda: len(shop.events) == 41)
            new = shop.events[-1]
            lab.world.clock.jump(3)
            await until(lambda: len(shop.events) == 81)
            await postman_of(lab).close()
        return new, shop.events[41:]

    new, again = run(story())

    assert new["message"]["text"] == "new"
    assert {event["deliveryContext"]["isRedelivery"] for event in again} == {True}


def test_duplicates_and_disorder_lose_nothing(lab):
    async def story():
        shop = Shop(lab.account.secret)
        async with shop.open() as url:
            lab.account.webhook_url = url
            await lab.asks("PUT", "/lab/webhooks", {"duplicates": 30, "disorder": 50, "batch": 5})
            for number in range(200):
                friend_does.says(lab.world, lab.account, number, str(number))
            await until(lambda: len({one["webhookEventId"] for one in shop.events}) == 200)
            await postman_of(lab).close()
        return shop

    shop = run(story())
    texts = [int(event["message"]["text"]) for event in shop.events]

    assert 230 <= len(texts) <= 290
    assert texts != sorted(texts)
    assert max(len(body["events"]) for body in shop.bodies) == 5


def test_the_test_of_the_endpoint_sends_no_events_and_tells_the_reason(lab):
    async def story(statuses, url=""):
        shop = Shop(lab.account.secret, statuses=statuses)
        async with shop.open() as own:
            await lab.asks("PUT", "/v2/bot/channel/webhook/endpoint", {"endpoint": url or own})
            said = await lab.asks("POST", "/v2/bot/channel/webhook/test", {})
            await postman_of(lab).close()
        return said.json, [body["events"] for body in shop.bodies]

    good, bad = run(story([])), run(story([500]))
    nobody = run(story([], url="http://127.0.0.1:9/hook"))

    assert (good[0]["success"], good[0]["reason"], good[1]) == (True, "OK", [[]])
    assert (bad[0]["reason"], bad[0]["statusCode"]) == ("ERROR_STATUS_CODE", 500)
    assert nobody[0]["reason"] == "COULD_NOT_CONNECT"


def test_only_https_is_taken_but_for_the_own_machine(lab):
    address = "/v2/bot/channel/webhook/endpoint"

    assert lab.ask("PUT", address, {"endpoint": "http://example.com/hook"}).status == 400
    assert lab.ask("PUT", address, {"endpoint": "https://example.com/hook"}).status == 200
    assert lab.ask("GET", address).json == {"endpoint": "https://example.com/hook", "active": True}


def test_a_webhook_that_is_switched_off_gets_nothing(lab):
    lab.account.webhook_url, lab.account.is_webhook_on = "http://127.0.0.1:9/hook", False

    friend_does.says(lab.world, lab.account, 1, "hi")

    assert postman_of(lab).rounds == {}
