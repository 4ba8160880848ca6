"""Statistics: a day late, by request or by unit, and hidden where fewer than twenty people stand behind them."""

from polku.lab.line import friend_does, looks
from polku.lab.line.looks import Looks, Tally
from tests.lab.line.test_answers import faults_of
from tests.lab.line.test_rich_menus import MENU

TEXT = {"messages": [{"type": "text", "text": "for all"}]}
DAY_S = 24 * 3_600
EVENT, UNIT = "GET /v2/bot/insight/message/event", "GET /v2/bot/insight/message/event/aggregation"


def asked(lab, operation, query):
    said = lab.ask("GET", f"{operation.split(' ')[1]}?{query}")
    assert (said.status, faults_of(operation, said)) == (200, [])
    return said.json


def test_a_broadcasts_numbers_are_hidden_below_twenty_people_but_not_what_was_delivered(lab):
    said = lab.ask("POST", "/v2/bot/message/broadcast", TEXT)
    sending, request = lab.account.chats.sendings[-1], f"requestId={said.headers['x-line-request-id']}"
    for number in range(19):
        looks.see(lab.account, number, sending)
        looks.see(lab.account, number, sending)
    before = asked(lab, EVENT, request)
    looks.see(lab.account, 19, sending)
    looks.click(lab.account, 19, sending, "https://example.com")
    after = asked(lab, EVENT, request)

    assert (before["overview"]["delivered"], before["overview"]["uniqueImpression"]) == (200, None)
    assert before["messages"][0]["impression"] is None
    assert (after["overview"]["uniqueImpression"], after["messages"][0]["impression"]) == (20, 39)
    assert "uniqueImpression" not in after["messages"][0]
    assert (after["clicks"][0]["url"], after["clicks"][0]["click"]) == ("https://example.com", None)


def test_after_two_weeks_nothing_is_counted_any_more(lab):
    lab.ask("POST", "/v2/bot/message/broadcast", TEXT)
    sending = lab.account.chats.sendings[-1]
    lab.world.clock.jump(15 * DAY_S)

    looks.see(lab.account, 1, sending)

    assert lab.account.shelf(Looks).seen == {}


def test_pushes_are_counted_by_unit_and_day_and_not_by_request(lab):
    for number in range(30):
        said = lab.push(number, customAggregationUnits=["spring"])
        looks.see(lab.account, number, lab.account.chats.sendings[-1])
    lab.world.clock.jump(2 * DAY_S)
    for number in range(30):
        lab.push(number, customAggregationUnits=["spring"])
        looks.see(lab.account, number, lab.account.chats.sendings[-1])

    first = asked(lab, UNIT, "customAggregationUnit=spring&from=20260921&to=20260921")
    whole = asked(lab, UNIT, "customAggregationUnit=spring&from=20260921&to=20261001")

    assert (first["overview"]["uniqueImpression"], first["messages"][0]["impression"]) == (30, 30)
    assert (whole["overview"]["uniqueImpression"], whole["messages"][0]["impression"]) == (30, 60)
    assert whole["messages"][0]["uniqueImpression"] == 30
    assert lab.ask("GET", f"/v2/bot/insight/message/event?requestId={said.headers['x-line-request-id']}").status == 404
    too_long = lab.ask(
        "GET", "/v2/bot/insight/message/event/aggregation?customAggregationUnit=a&from=20260901&to=20261002"
    )
    assert too_long.status == 400


def test_friends_and_deliveries_of_a_day_are_told_the_next_day(lab):
    friend_does.block(lab.world, lab.account, 1)
    lab.push(2)
    delivery, followers = "GET /v2/bot/insight/message/delivery", "GET /v2/bot/insight/followers"

    today = [asked(lab, one, "date=20260921") for one in (delivery, followers)]
    lab.ask("GET", "/v2/bot/insight/followers")
    lab.world.clock.jump(DAY_S)
    friend_does.block(lab.world, lab.account, 2)
    yesterday = [asked(lab, one, "date=20260921") for one in (delivery, followers)]

    assert today == [{"status": "unready"}] * 2
    assert (yesterday[0]["apiPush"], yesterday[0]["apiMulticast"]) == (1, 0)
    assert yesterday[1] == {"status": "ready", "followers": 200, "targetedReaches": 199, "blocks": 1}


def test_what_friends_are_like_is_told_of_twenty_and_more(lab):
    told = asked(lab, "GET /v2/bot/insight/demographic", "")

    assert told["available"]
    assert 99 <= sum(tile["percentage"] for tile in told["genders"]) <= 101
    lab.account.states[:] = 0
    assert asked(lab, "GET /v2/bot/insight/demographic", "") == {"available": False}


def test_menus_are_told_when_twenty_people_have_tapped_them(lab):
    menu = lab.ask("POST", "/v2/bot/richmenu", MENU).json["richMenuId"]
    menus, day = lab.account.shelf(Looks).menus, "20260921"
    menus[menu, -1, day] = Tally(50, set(range(40)))
    menus[menu, 0, day] = Tally(19, set(range(19)))
    lab.world.clock.jump(DAY_S)
    summary, daily = (f"GET /v2/bot/insight/richmenu/{{richMenuId}}/{one}" for one in ("summary", "daily"))

    def told(operation):
        said = lab.ask("GET", operation.split(" ")[1].replace("{richMenuId}", menu) + "?from=20260920&to=20260925")
        assert faults_of(operation, said) == []
        return said.json

    assert told(summary) == {"richMenuId": menu}
    menus[menu, 0, day].count(77)
    assert told(summary)["clicks"][0]["metrics"] == {"count": 20, "uniqueUsers": 20}
    assert (told(summary)["metricsFrom"], told(summary)["metricsTo"]) == ("20260920", "20260921")
    assert told(daily)["impression"]["metrics"][1] == {"date": day, "count": 50, "uniqueUsers": 40}
