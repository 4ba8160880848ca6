"""What the lab answers has the form that LINE's own OpenAPI gives it; what it sends to webhooks, too."""

import pytest

from polku.lab.line import friend_does
from polku.lab.line.groups import Groups
from polku.lab.line.schema.compile import Compiler, schema
from polku.lab.line.schema.faults import Faults

OURS = Compiler(is_ours=True)


def faults_of(operation, said):
    forms = schema()["operations"][operation]["answers"][str(said.status)]
    faults = Faults()
    if "application/json" in forms:
        OURS.of(forms["application/json"])(said.json, None, faults)
    return faults.told()


ASKED = [
    ("GET /v2/bot/info", ""),
    ("GET /v2/bot/profile/{userId}", ""),
    ("GET /v2/bot/followers/ids", "?limit=10"),
    ("GET /v2/bot/message/quota", ""),
    ("GET /v2/bot/message/quota/consumption", ""),
    ("GET /v2/bot/message/delivery/push", "?date=20260901"),
    ("GET /v2/bot/message/aggregation/info", ""),
    ("GET /v2/bot/message/aggregation/list", ""),
    ("GET /v2/bot/group/{groupId}/summary", ""),
    ("GET /v2/bot/group/{groupId}/members/count", ""),
    ("GET /v2/bot/group/{groupId}/members/ids", ""),
    ("GET /v2/bot/group/{groupId}/member/{userId}", ""),
]


@pytest.mark.parametrize(("operation", "query"), ASKED, ids=[one[0] for one in ASKED])
def test_answers_have_the_form_that_line_gives_them(lab, operation, query):
    group = lab.account.shelf(Groups).begin("Tea", {1, 2})
    method, template = operation.split(" ")
    path = template.replace("{userId}", lab.user(1)).replace("{groupId}", group)

    said = lab.ask(method, path + query)

    assert (said.status, faults_of(operation, said)) == (200, [])


def test_events_have_the_form_that_line_gives_them(lab):
    world, account, events = lab.world, lab.account, []
    world.webhook_events.append(lambda _, event: events.append(event))
    friend_does.add(world, account, 205)
    friend_does.block(world, account, 205)
    friend_does.says(world, account, 1, "hi")
    friend_does.sends_sticker(world, account, 1)
    friend_does.sends_image(world, account, 1, b"png")
    friend_does.sends_media(world, account, 1, "video", b"mp4", "video/mp4", duration=900)
    friend_does.sends_media(world, account, 1, "audio", b"m4a", "audio/m4a", duration=900)
    friend_does.sends_media(world, account, 1, "file", b"pdf", "application/pdf", fileName="a.pdf", fileSize=3)
    friend_does.shares_location(world, account, 1, latitude=60.1, longitude=24.9, title="Shop")
    friend_does.postback(world, account, 1, "a=1", date="2026-11-30")
    friend_does.unsends(world, account, 1, account.chats.sendings[-1])
    friend_does.completes_video(world, account, 1, "v")
    friend_does.passes_beacon(world, account, 1, "d41d8cd98f")
    friend_does.changes_membership(world, account, 1, "joined", 7)
    faults = Faults()

    OURS.named("webhook/CallbackRequest")({"destination": account.user_id, "events": events}, None, faults)

    assert (faults.told(), faults.unknown, len(events)) == ([], [], 14)


def test_followers_are_paged_and_asked_for_by_verified_accounts_only(lab):
    ids, address = [], "/v2/bot/followers/ids?limit=90"
    said = lab.ask("GET", address).json
    while True:
        ids += said["userIds"]
        if "next" not in said:
            break
        said = lab.ask("GET", f"{address}&start={said['next']}").json

    assert ids == [lab.user(number) for number in range(200)]
    lab.account.is_verified = False
    assert lab.ask("GET", address).status == 403
    assert lab.ask("GET", "/v2/bot/followers/ids?start=made-up").status == 403


def test_a_continuation_token_ends_after_a_day(lab):
    after = lab.ask("GET", "/v2/bot/followers/ids?limit=90").json["next"]
    lab.world.clock.jump(24 * 3_600 + 1)

    assert lab.ask("GET", f"/v2/bot/followers/ids?limit=90&start={after}").status == 400


def test_profiles_are_of_friends_and_of_those_who_wrote(lab):
    friend_does.says(lab.world, lab.account, 205, "hello")
    friend_does.block(lab.world, lab.account, 3)

    statuses = [lab.ask("GET", f"/v2/bot/profile/{lab.user(number)}").status for number in (1, 205, 206, 3)]

    assert statuses == [200, 200, 404, 404]


def test_large_content_is_prepared_for_a_while(lab):
    event = friend_does.sends_media(lab.world, lab.account, 1, "video", b"film", "video/mp4", duration=900)
    address = f"/v2/bot/message/{event['message']['id']}/content"

    assert lab.ask("GET", address).status == 202
    assert lab.ask("GET", f"{address}/transcoding").json == {"status": "processing"}
    lab.world.clock.jump(5)
    assert lab.ask("GET", f"{address}/transcoding").json == {"status": "succeeded"}
    assert (lab.ask("GET", address).body, lab.ask("GET", address).headers["content-type"]) == (b"film", "video/mp4")


def test_content_is_gone_after_it_was_unsent(lab):
    event = friend_does.sends_image(lab.world, lab.account, 1, b"png")
    address = f"/v2/bot/message/{event['message']['id']}/content"

    assert lab.ask("GET", address).body == b"png"
    friend_does.unsends(lab.world, lab.account, 1, lab.account.chats.sendings[-1])
    assert lab.ask("GET", address).status == 410
    assert lab.ask("GET", "/v2/bot/message/123/content").status == 404


def test_days_are_counted_as_in_japan_and_told_when_they_are_over(lab):
    lab.push(1)

    today = lab.ask("GET", "/v2/bot/message/delivery/push?date=20260921").json
    lab.world.clock.jump(24 * 3_600)
    after = lab.ask("GET", "/v2/bot/message/delivery/push?date=20260921").json

    assert (today, after) == ({"status": "unready"}, {"status": "ready", "success": 1})
