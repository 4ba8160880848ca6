"""Sending: who gets it, who does not, and what LINE says."""

import json

from polku.lab.line import friend_does
from polku.lab.line.counting.units import Units
from polku.lab.line.groups import Groups

KEY = "123e4567-e89b-12d3-a456-426614174000"


def test_a_push_reaches_a_friend_and_tells_ids(lab):
    said = lab.push(5)

    assert said.status == 200
    assert set(said.json["sentMessages"][0]) == {"id", "quoteToken"}
    assert len(said.headers["x-line-request-id"]) > 20
    assert [item.messages for item in lab.account.chats.of(5)] == [[{"type": "text", "text": "hi"}]]


def test_who_blocked_or_never_added_gets_nothing_and_is_not_counted(lab):
    friend_does.block(lab.world, lab.account, 5)

    assert (lab.push(5).status, lab.push(210).status, lab.push(6).status) == (200, 200, 200)
    assert [len(lab.account.chats.of(number)) for number in (5, 210, 6)] == [1, 0, 1]  # one line: "blocked"
    assert lab.books()["deliveries"] == 1
    assert lab.ask("GET", "/v2/bot/message/quota/consumption").json == {"totalUsage": 1}


def test_a_stranger_who_wrote_can_be_answered_for_a_week(lab):
    friend_does.says(lab.world, lab.account, 210, "hello?")

    lab.push(210, "yes")
    lab.world.clock.jump(8 * 24 * 3_600)
    lab.push(210, "still there?")

    assert [item.sending.way for item in lab.account.chats.of(210)] == ["friend", "push"]


def test_nobody_who_has_blocked_is_reached_though_they_wrote_lately(lab):
    friend_does.says(lab.world, lab.account, 3, "stop")
    friend_does.block(lab.world, lab.account, 3)

    lab.push(3, "why?")

    assert [item.sending.way for item in lab.account.chats.of(3)] == ["friend", "note"]


def test_ids_that_are_none_or_of_another_provider_are_refused(lab):
    other = lab.world.make_account("Elsewhere", provider="Elsewhere")
    requests = [
        {"to": to, "messages": [{"type": "text", "text": "x"}]} for to in ("bob", other.ids.of(3), "C" + "0" * 32)
    ]

    said = [lab.ask("POST", "/v2/bot/message/push", one) for one in requests]

    assert [one.status for one in said] == [400, 400, 400]
    assert said[1].json["message"] == "Failed to send messages"


def test_a_multicast_reaches_each_friend_once(lab):
    assert lab.multicast([lab.user(number) for number in range(200)]).json == {}
    assert lab.multicast([lab.user(3), lab.user(3), lab.user(4)], "again").status == 200

    assert lab.books()["people_by_count"] == {"1": 198, "2": 2}
    assert lab.ask("GET", "/lab/log?red=1").json["lines"][0]["note"] == "the same user id twice in one multicast"


def test_one_foreign_id_in_a_multicast_reaches_nobody_or_is_passed_over(lab):
    foreign = "U" + "0" * 32

    refused = lab.multicast([lab.user(1), foreign])
    lab.account.passes_over_strangers = True
    passed = lab.multicast([lab.user(2), foreign])

    assert (refused.status, passed.status) == (400, 200)
    assert [len(lab.account.chats.of(number)) for number in (1, 2)] == [0, 1]


def test_a_broadcast_reaches_all_friends(lab):
    lab.ask("POST", "/v2/bot/message/broadcast", {"messages": [{"type": "text", "text": "all"}]})

    assert lab.books()["people"] == 200


def test_a_reply_token_is_good_once_and_for_a_minute(lab):
    tokens = []
    lab.world.webhook_events.append(lambda account, event: tokens.append(event["replyToken"]))
    for _ in range(2):
        friend_does.says(lab.world, lab.account, 5, "hello")
    answer = {"messages": [{"type": "text", "text": "hi"}]}

    first = lab.ask("POST", "/v2/bot/message/reply", {"replyToken": tokens[0], **answer})
    again = lab.ask("POST", "/v2/bot/message/reply", {"replyToken": tokens[0], **answer})
    lab.world.clock.jump(61)
    late = lab.ask("POST", "/v2/bot/message/reply", {"replyToken": tokens[1], **answer})

    assert [one.status for one in (first, again, late)] == [200, 400, 400]
    assert late.json == {"message": "Invalid reply token"}
    assert lab.ask("GET", "/v2/bot/message/quota/consumption").json == {"totalUsage": 0}


def test_a_retry_key_is_accepted_once_a_day(lab):
    first = lab.push(5, key=KEY)
    again = lab.push(5, key=KEY)
    lab.world.clock.jump(24 * 3_600 + 1)
    next_day = lab.push(5, key=KEY)

    assert [one.status for one in (first, again, next_day)] == [200, 409, 200]
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert again.headers["x-line-request-id"] != first.headers["x-line-request-id"]
    assert again.json == {"message": "The retry key is already accepted", **first.json}
    assert lab.books()["deliveries"] == 2


def test_a_retry_key_with_another_body_is_red(lab):
    lab.push(5, "one", key=KEY)

    assert lab.push(5, "two", key=KEY).status == 409
    assert lab.books()["retry_keys"] == {"accepted": 1, "came_again": 1, "with_another_request": 1}
    assert "another request" in lab.ask("GET", "/lab/log?red=1").json["lines"][0]["note"]


def test_a_refused_request_does_not_use_up_its_key(lab):
    assert lab.push(5, "", key=KEY).status == 400
    assert lab.push(5, "x", key=KEY).status == 200


def test_retry_keys_are_refused_where_they_have_no_meaning(lab):
    assert lab.push(5, key="not-a-uuid").status == 400
    said = lab.ask("GET", "/v2/bot/info", headers={"x-line-retry-key": KEY})
    assert said.status == 400


def test_a_request_without_form_is_told_what_is_wrong_and_kept_in_red(lab):
    said = lab.ask("POST", "/v2/bot/message/push", {"to": lab.user(5), "messages": [{"type": "text", "text": ""}]})

    assert (said.status, said.json) == (
        400,
        {
            "message": "The request body has 1 error(s)",
            "details": [{"message": "May not be empty", "property": "messages[0].text"}],
        },
    )
    assert lab.ask("GET", "/lab/log").json["red"] == 1


def test_bodies_over_two_megabytes_and_bodies_that_are_none(lab):
    large = json.dumps({"to": "x", "messages": [{"type": "text", "text": "a" * 2_097_152}]}).encode()

    assert lab.ask("POST", "/v2/bot/message/push", large).status == 413
    assert lab.ask("POST", "/v2/bot/message/push", b"{").status == 400


def test_each_endpoint_has_its_rate_and_each_account_its_own(lab):
    request = {"messages": [{"type": "text", "text": "all"}]}
    statuses = [lab.ask("POST", "/v2/bot/message/broadcast", request).status for _ in range(61)]
    other = lab.world.make_account("Second").long_lived_token

    assert statuses == [200] * 60 + [429]
    assert lab.ask("POST", "/v2/bot/message/broadcast", request).json == {
        "message": "The API rate limit has been exceeded. Try again later."
    }
    assert lab.ask("POST", "/v2/bot/message/broadcast", request, bearer=other).status == 200
    lab.world.clock.jump(61)  # one of sixty an hour
    assert [lab.ask("POST", "/v2/bot/message/broadcast", request).status for _ in range(2)] == [200, 429]


def test_the_months_quota_ends_and_begins_again(lab):
    lab.account.quota = 3

    said = [lab.multicast([lab.user(number) for number in numbers]) for numbers in ((1, 2), (3, 4), (5,), (6,))]
    assert [one.status for one in said] == [200, 429, 200, 429]
    assert said[1].json == {"message": "You have reached your monthly limit."}
    assert lab.ask("GET", "/v2/bot/message/quota").json == {"type": "limited", "value": 3}

    lab.world.clock.jump(31 * 24 * 3_600)
    assert lab.push(6).status == 200


def test_the_thousand_and_first_unit_is_dropped_and_the_message_goes_out(lab):
    lab.account.shelf(Units).names["202609"] = {f"u{number}": None for number in range(999)}
    assert lab.push(1, customAggregationUnits=["the_thousandth"]).status == 200

    assert lab.push(1, "last", customAggregationUnits=["one_more"]).status == 200
    assert lab.ask("GET", "/v2/bot/message/aggregation/info").json == {"numOfCustomAggregationUnits": 1_000}
    assert lab.account.chats.sendings[-1].unit == ""


def test_a_quote_is_of_a_message_in_the_same_chat(lab):
    quote = lab.push(1).json["sentMessages"][0]["quoteToken"]

    def quotes(number, token):
        message = {"type": "text", "text": "as I said", "quoteToken": token}
        return lab.ask("POST", "/v2/bot/message/push", {"to": lab.user(number), "messages": [message]}).status

    assert [quotes(1, quote), quotes(2, quote), quotes(1, "made-up")] == [200, 400, 400]


def test_mentions_are_for_groups_and_tracked_films_are_not(lab):
    who = {"type": "mention", "mentionee": {"type": "user", "userId": lab.user(1)}}
    mention = {"type": "textV2", "text": "{who}", "substitution": {"who": who}}
    film = {"type": "video", "originalContentUrl": "https://a.example/f.mp4", "trackingId": "v"}
    film["previewImageUrl"] = "https://a.example/f.png"
    group = lab.account.shelf(Groups).begin("Tea", {1, 2})

    def pushed(to, message):
        return lab.ask("POST", "/v2/bot/message/push", {"to": to, "messages": [message]}).status

    assert (pushed(lab.user(1), mention), pushed(group, mention)) == (400, 200)
    assert (pushed(lab.user(1), film), pushed(group, film)) == (200, 400)
