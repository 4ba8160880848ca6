"""Coupons, memberships, groups, account links."""

from polku.lab.line.groups import Groups
from polku.lab.line.platform.membership import Plan, Plans
from tests.lab.line.test_answers import faults_of

NOW_S = 1_790_000_000
COUPON = {
    "title": "Ten per cent",
    "acquisitionCondition": {"type": "normal"},
    "maxUseCountPerTicket": 1,
    "startTimestamp": NOW_S - 60,
    "endTimestamp": NOW_S + 3_600,
    "timezone": "ASIA_TOKYO",
    "visibility": "UNLISTED",
    "reward": {"type": "discount", "priceInfo": {"type": "fixed", "fixedAmount": 100}},
}


def test_a_coupon_is_made_told_and_closed_for_good(lab):
    made = lab.ask("POST", "/v2/bot/coupon", COUPON)
    address = f"/v2/bot/coupon/{made.json['couponId']}"
    told = lab.ask("GET", address)

    assert faults_of("GET /v2/bot/coupon/{couponId}", told) == []
    assert told.json["status"] == "RUNNING"
    assert told.json["reward"]["priceInfo"]["currency"] == "JPY"
    assert [lab.ask("PUT", f"{address}/close").status for _ in range(2)] == [200, 410]
    assert lab.ask("GET", "/v2/bot/coupon?status=CLOSED").json == {
        "items": [{"couponId": made.json["couponId"], "title": "Ten per cent"}]
    }
    assert lab.ask("GET", "/v2/bot/coupon?status=RUNNING").json == {"items": []}


def test_coupons_out_of_form_are_refused_at_their_place(lab):
    wrong = {
        "endTimestamp": COUPON | {"endTimestamp": NOW_S - 120},
        "title": COUPON | {"title": "a" * 61},
        "maxUseCountPerTicket": COUPON | {"maxUseCountPerTicket": 0},
        "reward": {key: value for key, value in COUPON.items() if key != "reward"},
        "acquisitionCondition.lotteryProbability": COUPON
        | {"acquisitionCondition": {"type": "lottery", "lotteryProbability": 100, "maxAcquireCount": 1}},
    }

    for place, request in wrong.items():
        said = lab.ask("POST", "/v2/bot/coupon", request)
        assert [one["property"] for one in said.json["details"]] == [place]


def test_an_account_is_linked_once_by_a_token_of_ten_minutes(lab):
    events = []
    lab.world.webhook_events.append(lambda account, event: events.append(event))

    def token():
        said = lab.ask("POST", f"/v2/bot/user/{lab.user(4)}/linkToken")
        assert faults_of("POST /v2/bot/user/{userId}/linkToken", said) == []
        return said.json["linkToken"]

    first, late = token(), token()
    address = f"/dialog/bot/accountLink?linkToken={first}&nonce=abcdefghij0123456789"

    assert [lab.ask("GET", address).status for _ in range(2)] == [200, 400]
    assert lab.ask("GET", f"/dialog/bot/accountLink?linkToken={token()}&nonce=short").status == 200
    lab.world.clock.jump(601)
    assert lab.ask("GET", f"/dialog/bot/accountLink?linkToken={late}&nonce=abcdefghij0123456789").status == 400
    assert [event["link"]["result"] for event in events] == ["ok", "failed"]
    assert [("source" in event, "replyToken" in event) for event in events] == [(True, True), (False, False)]


def test_a_push_to_a_group_reaches_its_members_and_counts_each(lab):
    group = lab.account.shelf(Groups).begin("Tea", {1, 2, 3})

    lab.ask("POST", "/v2/bot/message/push", {"to": group, "messages": [{"type": "text", "text": "hi"}]})

    assert lab.ask("GET", "/v2/bot/message/quota/consumption").json == {"totalUsage": 3}
    lab.ask("POST", f"/v2/bot/group/{group}/leave")
    assert lab.ask("GET", f"/v2/bot/group/{group}/summary").status == 404


def test_memberships_are_told_by_plan_and_by_person(lab):
    lab.account.shelf(Plans).known[7] = Plan(7, "Gold", 500.0, {1: NOW_S * 1_000})

    for operation, path in (
        ("GET /v2/bot/membership/list", "/v2/bot/membership/list"),
        ("GET /v2/bot/membership/subscription/{userId}", f"/v2/bot/membership/subscription/{lab.user(1)}"),
        ("GET /v2/bot/membership/{membershipId}/users/ids", "/v2/bot/membership/7/users/ids"),
    ):
        said = lab.ask("GET", path)
        assert (said.status, faults_of(operation, said)) == (200, [])
    assert lab.ask("GET", "/v2/bot/membership/7/users/ids").json == {"userIds": [lab.user(1)]}


def test_loading_is_shown_in_steps_of_five_seconds_to_people_only(lab):
    address = "/v2/bot/chat/loading/start"

    assert lab.ask("POST", address, {"chatId": lab.user(1), "loadingSeconds": 10}).status == 202
    assert lab.ask("POST", address, {"chatId": lab.user(1), "loadingSeconds": 7}).status == 400
    assert lab.ask("POST", address, {"chatId": "C" + "0" * 32}).status == 400


def test_messages_are_checked_without_being_sent(lab):
    good, bad = ({"messages": [{"type": "text", "text": text}]} for text in ("hi", ""))

    for kind in ("reply", "push", "multicast", "narrowcast", "broadcast"):
        assert lab.ask("POST", f"/v2/bot/message/validate/{kind}", good).status == 200
        assert lab.ask("POST", f"/v2/bot/message/validate/{kind}", bad).status == 400
    assert lab.books()["deliveries"] == 0
