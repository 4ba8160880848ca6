"""The lab's own API."""

import asyncio
import json
import re
from urllib.parse import quote

from polku.lab.line import friend_does
from polku.lab.line.pictures import size_of
from polku.lab.line.schema.compile import schema
from tests.lab.line.running import until


def test_the_description_names_every_address_and_what_it_takes(lab):
    document = lab.ask("GET", "/lab/openapi.json").json

    assert {"/lab/accounts", "/lab/books", "/lab/faults", "/lab/clock", "/lab/friends/{number}"} <= set(
        document["paths"]
    )
    assert document["components"]["schemas"]["NewFault"]["required"] == ["kind"]


def test_the_description_says_what_comes_back_and_what_is_taken(lab):
    """Sent what it allows and what not, the lab has answered as it says (by hand, with schemathesis)."""
    paths = lab.ask("GET", "/lab/openapi.json").json["paths"]

    assert list(paths["/lab/crowd"]["post"]["responses"]) == ["202", "400", "404"]
    assert "flies" not in paths["/lab/friends/{number}/{verb}"]["post"]["parameters"][1]["schema"]["enum"]
    assert paths["/lab/faults"]["post"]["requestBody"]["required"]
    for method, address, body in (
        ("GET", "/lab/log?limit=-1", None),
        ("GET", "/lab/books?since_ms=yesterday", None),
        ("GET", "/lab/friends?start=" + "9" * 30, None),
        ("POST", "/lab/friends", {"count": 10**12}),
        ("POST", "/lab/faults", {"kind": "error", "status": 7}),
        ("POST", "/lab/memberships", {"members": [999]}),
        ("POST", f"/lab/accounts/{lab.account.channel_id}/keys", {"kty": "RSA", "n": "?", "e": ""}),
        ("PUT", "/lab/webhooks", {"batch": 0}),
        ("PUT", "/lab/clock", {"jump_s": 1e30}),
    ):
        assert lab.ask(method, address, body).status == 400, address


def test_an_account_can_be_made_and_shares_people_with_others_of_its_provider(lab):
    made = lab.ask("POST", "/lab/accounts", {"name": "Second", "quota": 500, "is_verified": False}).json

    assert (made["friends"], made["quota"]) == (0, 500)
    assert lab.world.account(made["channel_id"]).ids.of(4) == lab.user(4)
    assert len(lab.ask("GET", "/lab/accounts").json["accounts"]) == 2


def test_an_account_may_be_given_its_id_and_secret(lab):
    wanted = {"name": "Mine", "channel_id": "1650000000", "channel_secret": "s" * 32}
    made = lab.ask("POST", "/lab/accounts", wanted).json
    form = {"grant_type": "client_credentials", "client_id": "1650000000", "client_secret": "s" * 32}

    assert (made["channel_id"], made["channel_secret"]) == ("1650000000", "s" * 32)
    assert lab.ask("POST", "/oauth2/v3/token", form=form).status == 200
    assert lab.ask("POST", "/lab/accounts", wanted).status == 400


def test_people_are_listed_searched_and_made(lab):
    said = lab.ask("GET", "/lab/friends?limit=2&start=3&state=friend").json
    assert (said["total"], [one["number"] for one in said["friends"]]) == (200, [3, 4])

    name = said["friends"][0]["name"]
    found = lab.ask("GET", f"/lab/friends?q={quote(name)}").json["friends"]
    assert 3 in [one["number"] for one in found]
    assert lab.ask("POST", "/lab/friends", {"count": 5, "follow": True}).json == {"first": 220, "count": 5}
    assert lab.ask("GET", f"/lab/friends/{lab.user(222)}").json["state"] == "friend"
    assert lab.ask("GET", "/lab/friends/99999").status == 404


def test_books_tell_what_came_twice(lab):
    lab.push(1, "one")
    lab.push(1, "one")
    lab.push(1, "two")
    lab.multicast([lab.user(1), lab.user(2)], "three")

    said = lab.books()

    assert (said["sendings"], said["deliveries"], said["people"], said["same_body_again"]) == (4, 5, 2, 1)
    assert said["by_way"] == {"push": 3, "multicast": 1}
    assert lab.ask("GET", "/lab/books?way=multicast").json["deliveries"] == 2
    assert lab.ask("GET", "/lab/books/people?at_least=2").json["people"][0]["count"] == 4
    assert lab.ask("GET", "/lab/sent?limit=1").json["sent"][0]["messages"] == [{"type": "text", "text": "three"}]


def test_a_chat_is_told_with_both_sides(lab):
    lab.push(1, "hello")
    friend_does.says(lab.world, lab.account, 1, "hi")

    assert [one["way"] for one in lab.ask("GET", "/lab/friends/1/chat").json["chat"]] == ["push", "friend"]


def test_the_clock_jumps_and_runs_faster(lab):
    before = lab.ask("GET", "/lab/clock").json["now_ms"]
    after = lab.ask("PUT", "/lab/clock", {"jump_s": 3_600, "speed": 100}).json

    assert after["speed"] == 100
    assert 3_600_000 <= after["now_ms"] - before < 3_700_000


def test_the_page_shows_red_lines_and_nothing_of_what_was_sent_as_markup(lab):
    lab.ask("POST", "/v2/bot/message/push", {"to": "<b>", "messages": []})
    lab.ask("GET", "/v2/bot/<script>")

    shown = lab.ask("GET", "/lab?red=1").body.decode()

    assert "Size must be between 1 and 5" in shown
    assert "<script>" not in shown


def test_bodies_that_are_no_json_are_told_so(lab):
    assert lab.ask("POST", "/lab/faults", b"{").status == 400
    assert lab.ask("PUT", "/lab/clock", {"speed": "fast"}).status == 400
    assert json.loads(lab.ask("GET", "/nothing").body) == {"message": "Not found"}
    assert lab.ask("DELETE", "/v2/bot/message/push").status == 405


def test_somebody_can_be_let_do_what_people_do(lab):
    events = []
    lab.world.webhook_events.append(lambda account, event: events.append(event))
    deeds = {
        "add": {},
        "says": {"text": "tea?"},
        "sends_sticker": {},
        "shares_location": {"latitude": 60.1, "longitude": 24.9},
        "postback": {"data": "a=1", "params": {"date": "2026-11-30"}},
        "taps": {"action": {"type": "postback", "data": "b=2"}},
        "completes_video": {"tracking_id": "v"},
        "passes_beacon": {"hwid": "d41d8cd98f"},
        "changes_membership": {"membership_id": 1},
        "block": {},
    }

    statuses = [lab.ask("POST", f"/lab/friends/205/{verb}", deed).status for verb, deed in deeds.items()]

    assert statuses == [201] * len(deeds)
    assert [event["type"] for event in events] == [
        *("follow", "message", "message", "message", "postback", "postback"),
        *("videoPlayComplete", "beacon", "membership", "unfollow"),
    ]
    assert lab.ask("POST", "/lab/friends/205/flies", {}).status == 404


def test_many_can_be_let_do_it(lab):
    events = []
    lab.world.webhook_events.append(lambda account, event: events.append(event))

    async def story():
        await lab.asks("POST", "/lab/crowd", {"verb": "says", "count": 50, "per_s": 10_000, "deed": {"text": "hi"}})
        await until(lambda: len(events) == 50)

    asyncio.run(story())

    assert len({event["source"]["userId"] for event in events}) == 50


def test_groups_and_plans_can_be_made(lab):
    group = lab.ask("POST", "/lab/groups", {"name": "Tea", "members": [1, 2]}).json["group_id"]
    plan = lab.ask("POST", "/lab/memberships", {"title": "Gold", "members": [1]}).json["membership_id"]

    assert lab.ask("GET", f"/v2/bot/group/{group}/members/count").json == {"count": 2}
    assert lab.ask("GET", f"/v2/bot/membership/{plan}/users/ids").json == {"userIds": [lab.user(1)]}


def test_everybody_has_a_picture(lab):
    address = lab.ask("GET", f"/v2/bot/profile/{lab.user(1)}", headers={"host": "lab"}).json["pictureUrl"]

    shown = lab.ask("GET", address.removeprefix("http://lab"))

    assert (shown.headers["content-type"], size_of(shown.body)) == ("image/png", (120, 120))


def test_every_operation_of_lines_openapi_is_answered_and_some_are_for_corporations(lab):
    asked = [operation.split(" ") for operation in schema()["operations"]]

    assert [one for one in asked if lab.app.routes.find(one[0], re.sub(r"\{\w+\}", "x", one[1])) is None] == []
    assert lab.ask("GET", "/v2/bot/list").status == 403
