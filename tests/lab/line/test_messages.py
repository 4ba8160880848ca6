"""Every kind of message: one that LINE takes, and what it would refuse about others."""

import json
from pathlib import Path

import pytest

from polku.lab.line.schema.checks import units
from polku.lab.line.schema.fields import graphemes
from polku.lab.line.schema.requests import check_body
from polku.lab.line.schema.rules.text import dollars

VECTORS = Path(__file__).parents[4] / "shared" / "vectors" / "line.json"
IMAGE = "https://example.com/a.png"
OPEN = {"type": "uri", "label": "Open", "uri": "https://example.com/?a=1"}
AREA = {"x": 0, "y": 0, "width": 520, "height": 520}
COLUMN = {"text": "Tea", "title": "Green", "thumbnailImageUrl": IMAGE, "actions": [OPEN]}
BUBBLE = {
    "type": "bubble",
    "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "Tea"}]},
}
IMAGEMAP = {
    "type": "imagemap",
    "baseUrl": "https://example.com/map",
    "altText": "Map",
    "baseSize": {"width": 1040, "height": 1040},
    "actions": [{"type": "uri", "linkUri": "https://example.com", "area": AREA}],
}


def template(**said):
    return {"type": "template", "altText": "x", "template": said}


def flex(contents):
    return {"type": "flex", "altText": "x", "contents": contents}


def in_box(*components, layout="vertical"):
    return flex({"type": "bubble", "body": {"type": "box", "layout": layout, "contents": list(components)}})


def quick(*actions):
    return {
        "type": "text",
        "text": "x",
        "quickReply": {"items": [{"type": "action", "action": one} for one in actions]},
    }


GOOD = {
    "text": {"type": "text", "text": "a" * 5_000},
    "text with emoji": {"type": "text", "text": "🍎$", "emojis": [{"index": 2, "productId": "p", "emojiId": "1"}]},
    "textV2": {
        "type": "textV2",
        "text": "{{hi}} {who}",
        "substitution": {"who": {"type": "emoji", "productId": "p", "emojiId": "1"}},
    },
    "sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "image": {"type": "image", "originalContentUrl": IMAGE, "previewImageUrl": IMAGE},
    "image on the own machine": {
        "type": "image",
        "originalContentUrl": "http://127.0.0.1:8600/a.png",
        "previewImageUrl": IMAGE,
    },
    "video": {"type": "video", "originalContentUrl": IMAGE, "previewImageUrl": IMAGE, "trackingId": "a-.=,+*()"},
    "audio": {"type": "audio", "originalContentUrl": IMAGE, "duration": 60_000},
    "location": {"type": "location", "title": "Shop", "address": "Helsinki", "latitude": 60.1, "longitude": 25},
    "imagemap": IMAGEMAP,
    "buttons": template(type="buttons", text="Tea", actions=[OPEN]),
    "confirm": template(type="confirm", text="Sure?", actions=[OPEN, {"type": "message", "label": "No", "text": "No"}]),
    "carousel": template(type="carousel", columns=[COLUMN, COLUMN]),
    "image carousel": template(
        type="image_carousel", columns=[{"imageUrl": IMAGE, "action": {"type": "uri", "uri": "tel:+81300000000"}}]
    ),
    "flex": flex(BUBBLE),
    "flex carousel": flex({"type": "carousel", "contents": [BUBBLE, BUBBLE]}),
    "coupon": {"type": "coupon", "couponId": "c1", "deliveryTag": "spring_1"},
    "quick replies": quick({"type": "camera", "label": "Camera"}, {"type": "location", "label": "Here"}, OPEN),
    "sender": {"type": "text", "text": "x", "sender": {"name": "Aino", "iconUrl": IMAGE}},
    "date": quick({"type": "datetimepicker", "label": "When", "data": "d", "mode": "date", "min": "2026-01-01"}),
    "label of twenty families": quick(OPEN | {"label": "👨‍👩‍👧‍👦" * 20}),
}

BAD = [
    ("too long", {"type": "text", "text": "🍎" * 2_501}, "messages[0].text"),
    (
        "emoji beside its $",
        {"type": "text", "text": "🍎$", "emojis": [{"index": 1, "productId": "p", "emojiId": "1"}]},
        "messages[0].emojis[0].index",
    ),
    ("lone brace", {"type": "textV2", "text": "hello {"}, "messages[0].text"),
    ("hole without substitution", {"type": "textV2", "text": "{x}"}, "messages[0].text"),
    ("brace of a name", {"type": "textV2", "text": "Hi }"}, "messages[0].text"),
    ("sticker of words", {"type": "sticker", "packageId": "a", "stickerId": "1"}, "messages[0].packageId"),
    (
        "http",
        {"type": "image", "originalContentUrl": "http://example.com/a.png", "previewImageUrl": IMAGE},
        "messages[0].originalContentUrl",
    ),
    (
        "address not encoded",
        {"type": "image", "originalContentUrl": "https://example.com/茶.png", "previewImageUrl": IMAGE},
        "messages[0].originalContentUrl",
    ),
    (
        "tracking id",
        {"type": "video", "originalContentUrl": IMAGE, "previewImageUrl": IMAGE, "trackingId": "a b"},
        "messages[0].trackingId",
    ),
    ("no duration", {"type": "audio", "originalContentUrl": IMAGE, "duration": 0}, "messages[0].duration"),
    (
        "off the globe",
        {"type": "location", "title": "x", "address": "y", "latitude": 91, "longitude": 0},
        "messages[0].latitude",
    ),
    ("imagemap with extension", IMAGEMAP | {"baseUrl": "https://example.com/map.png"}, "messages[0].baseUrl"),
    ("imagemap's width", IMAGEMAP | {"baseSize": {"width": 1000, "height": 600}}, "messages[0].baseSize.width"),
    (
        "area outside",
        IMAGEMAP | {"actions": [{"type": "message", "text": "x", "area": AREA | {"x": 600}}]},
        "messages[0].actions[0].area.width",
    ),
    (
        "text beside a title",
        template(type="buttons", title="Tea", text="a" * 61, actions=[OPEN]),
        "messages[0].template.text",
    ),
    ("five buttons", template(type="buttons", text="x", actions=[OPEN] * 5), "messages[0].template.actions"),
    ("one to confirm", template(type="confirm", text="x", actions=[OPEN]), "messages[0].template.actions"),
    (
        "columns unlike",
        template(type="carousel", columns=[COLUMN, COLUMN | {"actions": [OPEN, OPEN]}]),
        "messages[0].template.columns[1].actions",
    ),
    (
        "a title in one column",
        template(type="carousel", columns=[COLUMN, {"text": "x", "actions": [OPEN], "thumbnailImageUrl": IMAGE}]),
        "messages[0].template.columns[1].title",
    ),
    (
        "label of an image carousel",
        template(type="image_carousel", columns=[{"imageUrl": IMAGE, "action": OPEN | {"label": "a" * 13}}]),
        "messages[0].template.columns[0].action.label",
    ),
    (
        "no label",
        template(type="buttons", text="x", actions=[{"type": "uri", "uri": "https://example.com"}]),
        "messages[0].template.actions[0].label",
    ),
    (
        "camera in a template",
        template(type="buttons", text="x", actions=[{"type": "camera", "label": "x"}]),
        "messages[0].template.actions[0].type",
    ),
    ("script as address", quick(OPEN | {"uri": "javascript:alert(1)"}), "messages[0].quickReply.items[0].action.uri"),
    ("fourteen quick replies", quick(*[OPEN] * 14), "messages[0].quickReply.items"),
    (
        "two texts of a postback",
        quick({"type": "postback", "label": "x", "data": "d", "text": "a", "displayText": "b"}),
        "messages[0].quickReply.items[0].action.text",
    ),
    (
        "fill in without keyboard",
        quick({"type": "postback", "label": "x", "data": "d", "fillInText": "a"}),
        "messages[0].quickReply.items[0].action.fillInText",
    ),
    (
        "menu switch in a message",
        quick({"type": "richmenuswitch", "label": "x", "data": "d", "richMenuAliasId": "a"}),
        "messages[0].quickReply.items[0].action.type",
    ),
    (
        "date of another form",
        quick({"type": "datetimepicker", "label": "x", "data": "d", "mode": "date", "initial": "10:00"}),
        "messages[0].quickReply.items[0].action.initial",
    ),
    ("empty bubble", flex({"type": "bubble"}), "messages[0].contents"),
    (
        "empty text in flex",
        in_box({"type": "text", "text": ""}),
        "messages[0].contents.body.contents[0].text",
    ),
    (
        "icon outside a baseline",
        in_box({"type": "icon", "url": IMAGE}),
        "messages[0].contents.body.contents[0].type",
    ),
    (
        "box in a baseline",
        in_box({"type": "box", "layout": "vertical", "contents": []}, layout="baseline"),
        "messages[0].contents.body.contents[0].type",
    ),
    (
        "colour by name",
        in_box({"type": "text", "text": "x", "color": "red"}),
        "messages[0].contents.body.contents[0].color",
    ),
    (
        "ratio",
        in_box({"type": "image", "url": IMAGE, "aspectRatio": "1:4"}),
        "messages[0].contents.body.contents[0].aspectRatio",
    ),
    (
        "button without label",
        in_box({"type": "button", "action": {"type": "uri", "uri": "https://example.com"}}),
        "messages[0].contents.body.contents[0].action.label",
    ),
    ("too large a bubble", in_box(*[{"type": "text", "text": "a" * 2_000}] * 16), "messages[0].contents"),
    ("thirteen bubbles", flex({"type": "carousel", "contents": [BUBBLE] * 13}), "messages[0].contents.contents"),
    (
        "bubbles of two sizes",
        flex({"type": "carousel", "contents": [BUBBLE, BUBBLE | {"size": "nano"}]}),
        "messages[0].contents.contents[1].size",
    ),
    (
        "film in a carousel",
        flex(
            {
                "type": "carousel",
                "contents": [
                    BUBBLE
                    | {
                        "hero": {
                            "type": "video",
                            "url": IMAGE,
                            "previewUrl": IMAGE,
                            "altContent": {"type": "image", "url": IMAGE},
                        }
                    }
                ],
            }
        ),
        "messages[0].contents.contents[0].hero",
    ),
    ("tag of a coupon", {"type": "coupon", "couponId": "c", "deliveryTag": "a b"}, "messages[0].deliveryTag"),
    ("sender called LINE", {"type": "text", "text": "x", "sender": {"name": "LINE"}}, "messages[0].sender.name"),
]


def faults(message):
    request = {"to": "U" + "0" * 32, "messages": [message]}
    return check_body("POST /v2/bot/message/push", request)


@pytest.mark.parametrize("name", GOOD)
def test_what_line_takes_is_taken(name):
    found = faults(GOOD[name])

    assert (found.told(), found.unknown) == ([], [])


@pytest.mark.parametrize(("message", "place"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_what_line_refuses_is_refused_at_its_place(message, place):
    assert [one["property"] for one in faults(message).told()] == [place]


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors are not beside this tree")
def test_counters_agree_with_the_vectors():
    for one in json.loads(VECTORS.read_text("utf-8"))["text_length"]:
        assert (units(one["text"]), graphemes(one["text"])) == (one["utf16_units"], one["grapheme_clusters"]), one[
            "what"
        ]


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors are not beside this tree")
def test_limits_of_fields_agree_with_the_vectors():
    menu = {"size": {"width": 2500, "height": 843}, "selected": False, "name": "m", "areas": []}
    checks = {
        "text.text": lambda text: faults({"type": "text", "text": text}),
        "action.label (template)": lambda text: faults(
            template(type="buttons", text="x", actions=[OPEN | {"label": text}])
        ),
        "richmenu.chatBarText": lambda text: check_body("POST /v2/bot/richmenu", menu | {"chatBarText": text}),
        "flex.altText": lambda text: faults(flex(BUBBLE) | {"altText": text}),
    }
    for one in json.loads(VECTORS.read_text("utf-8"))["field_limits"]:
        said = checks[one["field"]](one["unit"] * one["repeat"]).told()
        assert (said == []) == one["accepted"], one


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors are not beside this tree")
def test_places_of_emoji_agree_with_the_vectors():
    for one in json.loads(VECTORS.read_text("utf-8"))["emoji_index"]:
        assert dollars(one["text"]) == one["dollar_index_utf16"]
