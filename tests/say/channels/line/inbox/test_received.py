"""Every event that LINE knows becomes one of ours, and what nobody knows yet is kept as it came."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.know.events.event import read_batch
from polku.say.channels.line.inbox.received import read
from tests.say.channels.line.webhooks import DEVI, FUMI, NOON_MS, body, event

GROUP = {"type": "group", "groupId": "Ca1", "userId": DEVI}


def made_of(*events, content=None):
    content = body(*events) if content is None else content
    received = read(content, account="kahvila", source=7, received_ms=NOON_MS + 5, latest_ms=NOON_MS + 60_000)
    if received.batch is None:
        return []
    batch = received.batch
    assert (batch.source, batch.received_ms) == (7, NOON_MS + 5)
    return read_batch(1, received_ms=batch.received_ms, source=batch.source, payload=batch.payload)


def one(given):
    """Name and properties of the one event that is made of one of LINE's, less the channel, which all have."""
    made = [event for event in made_of(given) if event.type == "track"]
    assert [event.properties["channel"] for event in made] == ["line:kahvila"]
    return made[0].name, {name: value for name, value in made[0].properties.items() if name != "channel"}


CASES = [
    (event("follow", follow={"isUnblocked": True}), "LINE Followed", {"is_unblocked": True}),
    (event("unfollow"), "LINE Unfollowed", {}),
    (event("unsend", unsend={"messageId": "57"}), "Message Unsent", {"message_id": "57"}),
    (
        event("postback", postback={"data": "a=1", "params": {"date": "2026-12-24"}}),
        "Postback Received",
        {"data": "a=1", "params": {"date": "2026-12-24"}},
    ),
    (event("videoPlayComplete", videoPlayComplete={"trackingId": "v"}), "Video Watched", {"tracking_id": "v"}),
    (
        event("beacon", beacon={"hwid": "d41d8cd98f", "type": "enter", "dm": "ff"}),
        "Beacon Entered",
        {"hwid": "d41d8cd98f", "kind": "enter", "device_message": "ff"},
    ),
    (event("accountLink", link={"result": "ok", "nonce": "n"}), "Account Linked", {"result": "ok", "nonce": "n"}),
    (
        event("membership", membership={"type": "joined", "membershipId": 3}),
        "Membership Changed",
        {"kind": "joined", "membership_id": 3},
    ),
    (event("join", source=GROUP), "LINE Group Changed", {"change": "join", "group_id": "Ca1"}),
    (event("messageEdited", message={"id": "57", "type": "text", "text": "new"}), "Message Edited",
     {"message_id": "57", "kind": "text", "text": "new"}),
]  # fmt: skip
MESSAGES = [
    ({"type": "image", "contentProvider": {"type": "line"}, "imageSet": {"id": "S", "index": 1, "total": 2}},
     {"provider": {"type": "line"}, "image_set": {"id": "S", "index": 1, "total": 2}}),
    ({"type": "video", "duration": 9000, "contentProvider": {"type": "line"}},
     {"duration_ms": 9000, "provider": {"type": "line"}}),
    ({"type": "file", "fileName": "menu.pdf", "fileSize": 2138}, {"file_name": "menu.pdf", "file_size": 2138}),
    ({"type": "location", "title": "Kahvila", "address": "1 Katu", "latitude": 60.1, "longitude": 24.9},
     {"title": "Kahvila", "place_address": "1 Katu", "latitude": 60.1, "longitude": 24.9}),
    ({"type": "sticker", "packageId": "1", "stickerId": "2", "stickerResourceType": "STATIC", "keywords": ["hi"]},
     {"package_id": "1", "sticker_id": "2", "sticker_type": "STATIC", "keywords": ["hi"]}),
    ({"type": "text", "text": "@all", "mention": {"mentionees": [{"index": 0, "length": 4, "type": "all"}]}},
     {"text": "@all", "mention": {"mentionees": [{"index": 0, "length": 4, "type": "all"}]}}),
    ({"type": "hologram", "depth": 3}, {"raw": {"type": "hologram", "depth": 3, "id": "57"}}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "name", "said"), CASES, ids=[case[0]["type"] for case in CASES])
def test_an_event_keeps_what_line_said(given, name, said):
    assert one(given) == (name, said)


@pytest.mark.parametrize(("message", "said"), MESSAGES, ids=[message["type"] for message, _ in MESSAGES])
def test_a_message_keeps_what_is_in_it(message, said):
    expected = {"message_id": "57", "kind": message["type"], **said}

    assert one(event("message", message={"id": "57", **message})) == ("Message Received", expected)


@pytest.mark.parametrize(
    "given",
    [
        event("botSuspended"),
        event("beacon", beacon={"hwid": "d4", "type": "stay"}),
        event("accountLink", link={"result": "failed", "nonce": "n"}),
        event("message"),
        {"hello": True},
    ],
)
def test_what_is_not_known_is_kept_as_it_came(given):
    name, said = one(given)

    assert (name, said["raw"]) == ("LINE Event", given)


def test_a_follow_also_says_the_trait_and_a_block_at_the_same_time_is_the_newer():
    made = made_of(event("unfollow", number="01A"), event("follow", number="01B"))

    said = sorted((event.stamp, event.traits) for event in made if event.type == "identify")

    assert [traits for _stamp, traits in said] == [{"line_kahvila": "friend"}, {"line_kahvila": "blocked"}]
    assert {event.identity for event in made} == {("line", DEVI)}


@pytest.mark.parametrize(
    ("source", "identity"),
    [
        ({"type": "group", "groupId": "Ca1"}, ("line_group", "Ca1")),
        ({"type": "room", "roomId": "Ra1"}, ("line_room", "Ra1")),
        (GROUP, ("line", DEVI)),
        ({"type": "user"}, ("line_account", "kahvila")),
        (None, ("line_account", "kahvila")),
        ("x", ("line_account", "kahvila")),
        ({"type": "user", "userId": "\0"}, ("line_account", "kahvila")),
    ],
)
def test_without_a_person_it_is_the_group_s_or_the_account_s(source, identity):
    assert [made.identity for made in made_of(event("follow", source=source)) if made.type == "track"] == [identity]


def test_each_member_who_joins_a_group_has_an_event_of_their_own():
    members = [{"type": "user", "userId": user} for user in (DEVI, FUMI, DEVI)]

    made = made_of(event("memberJoined", source={"type": "group", "groupId": "Ca1"}, joined={"members": members}))

    assert [(event.identity[1], event.properties["change"]) for event in made] == [
        (DEVI, "memberJoined"), (FUMI, "memberJoined"),
    ]  # fmt: skip
    assert len({event.id for event in made}) == 2


def test_the_same_event_again_has_the_same_id_also_without_one_of_line_s():
    first = {**event("follow"), "webhookEventId": None}
    again = first | {"deliveryContext": {"isRedelivery": True}}

    assert [event.id for event in made_of(first)] == [event.id for event in made_of(again)]


@pytest.mark.parametrize("at", [None, "yesterday", True, -1, 0, 1.5, NOON_MS + 60_001, 10**30])
def test_a_time_that_cannot_be_is_when_it_came(at):
    assert made_of({**event("unfollow"), "timestamp": at})[0].time_ms == NOON_MS + 5


def test_standby_is_marked():
    assert one(event("unfollow", mode="standby")) == ("LINE Unfollowed", {"mode": "standby"})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("source", "message", "follow", "unsend", "postback", "beacon", "link", "joined", "timestamp", "mode",
          "replyToken", "webhookEventId")  # fmt: skip
KINDS = ("message", "messageEdited", "follow", "unsend", "postback", "beacon", "accountLink", "memberJoined")


@given(st.fixed_dictionaries({"type": st.sampled_from(KINDS)}, optional=dict.fromkeys(FIELDS, JSON)) | JSON)
def test_nothing_that_can_be_said_makes_it_fail(said):
    content = json.dumps({"events": [said]}).encode()

    assert len({event.id for event in made_of(content=content)}) in (1, 2)
