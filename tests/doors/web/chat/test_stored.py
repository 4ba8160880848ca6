"""Blocks become the form's items and the same blocks again; every place of a Flex text has its line."""

import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from polku.doors.web.chat.flex_json import json_of, line_of, lines_of
from polku.doors.web.chat.kinds.registry import KINDS
from polku.doors.web.chat.stored import of_chat, to_plain
from polku.say.content.chat.actions import AnyAction
from polku.say.content.chat.blocks import AnyBlock
from polku.say.content.chat.examples import begun, examples
from polku.say.content.chat.read import chat_of, plain

LINK = {"kind": "uri", "label": "See", "url": "https://kahvila.example"}
SAY = {"kind": "message", "label": "Yes", "text": "yes"}
WAVE = {"kind": "emoji", "product_id": "1", "emoji_id": "2"}
EVERY = [
    {"kind": "text", "text": "Hi {wave}", "substitution": {"wave": WAVE}},
    {"kind": "image", "src": "/p/media/x.png", "alt": "Beans"},
    {"kind": "video", "src": "https://k.example/f.mp4", "preview": "https://k.example/f.png", "tracking_id": "f"},
    {"kind": "audio", "src": "https://k.example/v.m4a", "duration_ms": 1200},
    {"kind": "location", "title": "Shibuya", "address": "2-21-1", "latitude": 35.6591, "longitude": 139.7037},
    {"kind": "sticker", "package_id": "446", "sticker_id": "1988"},
    {"kind": "imagemap", "src": "/p/media/x.png", "height": 520, "alt": "Shelves",
     "areas": [{"x": 0, "y": 0, "width": 520, "height": 520, "action": LINK}],
     "video": {"src": "https://k.example/f.mp4", "x": 1, "y": 2, "width": 3, "height": 4}},
    {"kind": "buttons", "title": "Lunch", "text": "Hungry?", "actions": [LINK, SAY], "action": SAY, "fit": "contain"},
    {"kind": "confirm", "text": "Sure?", "actions": [SAY, {"kind": "postback", "label": "No", "data": "no"}]},
    {"kind": "carousel", "aspect": "square",
     "columns": [{"text": "a", "actions": [LINK]}, {"text": "b", "actions": [SAY]}]},
    {"kind": "image_carousel", "columns": [{"src": "/p/media/x.png", "action": LINK}]},
    {"kind": "flex", "contents": {"type": "bubble"}, "alt": "A bubble"},
    {"kind": "coupon", "coupon_id": "01J", "tag": "spring"},
    {"kind": "card", "blocks": [{"kind": "heading", "text": "News"}, {"kind": "columns",
     "left": [{"kind": "text", "text": "l"}], "right": [{"kind": "button", "label": "r", "url": "https://k.example"}]}]},
]  # fmt: skip
KEY = some.text("abc", min_size=1, max_size=3)
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(KEY, inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


def test_every_kind_of_block_comes_back_as_it_was() -> None:
    blocks = [one | {"only_if": {"trait": "vip", "op": "exists"}} for one in EVERY]
    chat = chat_of(
        {
            "blocks": blocks,
            "quick_replies": [{"action": SAY}],
            "sender": {"name": "Bo"},
            "alt": "New",
            "is_silent": True,
        }
    )

    taken = to_plain(of_chat(chat))

    assert taken.faults == []
    assert plain(chat_of(taken.chat)) == plain(chat)


@pytest.mark.parametrize("block", get_args(AnyBlock) + get_args(AnyAction), ids=lambda one: str(one.__name__))
def test_the_form_has_every_field_of_every_block(block: type[msgspec.Struct]) -> None:
    tag = str(block.__struct_config__.tag)
    kind = KINDS[f"act-{tag}" if block in get_args(AnyAction) else tag]

    fields = set(block.__struct_fields__) - {"only_if"}  # type: ignore[attr-defined]  # which every block's card has
    assert fields == {one.name for one in (*kind.fields, *kind.slots)}


@pytest.mark.parametrize("name", [one.name for one in examples()])
def test_every_layout_comes_back_as_it_was(name: str) -> None:
    chat = begun(name, language="en")
    assert chat is not None

    assert plain(chat_of(to_plain(of_chat(chat)).chat)) == plain(chat)


@given(some.dictionaries(KEY, JSON, max_size=4))
def test_every_part_of_a_text_has_its_line(value: dict[str, Any]) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)

    found = lines_of(text)

    assert json_of(text, place="x") == (value, None)
    assert set(found) == set(_places(value))
    lines = text.split("\n")
    assert all(json.dumps(key, ensure_ascii=False) in lines[found[key] - 1] for key in value)


def test_a_place_that_is_missing_has_the_line_of_what_is_around_it() -> None:
    text = '{\n "body": {\n  "contents": [\n   {"type": "text"}\n  ]\n }\n}'

    assert (line_of(text, "body.contents.1.text"), line_of(text, "footer"), line_of("{", "body")) == (4, 1, None)


def _places(value: Any, place: str = "") -> list[str]:
    inner = value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else ()
    return [place, *(found for key, one in inner for found in _places(one, f"{place}.{key}" if place else str(key)))]
