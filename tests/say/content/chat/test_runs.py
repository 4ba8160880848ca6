"""Neighbours become a card where there is more in them than words and pictures."""

import pytest

from polku.say.content.chat.read import chat_of
from polku.say.content.chat.runs import Run, messages

EMOJI = {"w": {"kind": "emoji", "product_id": "1", "emoji_id": "2"}}
BLOCKS = {
    "t": {"kind": "text", "text": "Hello"},
    "e": {"kind": "text", "text": "{w}", "substitution": EMOJI},
    "i": {"kind": "image", "src": "https://x.fi/a.png"},
    "l": {"kind": "image", "src": "https://x.fi/a.png", "url": "https://x.fi"},
    "h": {"kind": "heading", "text": "News"},
    "B": {"kind": "heading", "text": "News", "look": "banner"},
    "b": {"kind": "button", "label": "Go", "url": "https://x.fi"},
    "s": {"kind": "sticker", "package_id": "1", "sticker_id": "2"},
    "_": {"kind": "spacer"},
    "c": {"kind": "card", "blocks": [{"kind": "text", "text": "Hello"}]},
}


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("t", "t"),
        ("tit", "t i t"),
        ("l", "[l]"),
        ("thb", "[thb]"),
        ("tsb", "t s [b]"),
        ("ethb", "e [thb]"),
        ("tBtbBb", "t [Btb] [Bb]"),
        ("t_t", "t t"),
        ("tct", "t [c] t"),
        ("hch", "[h] [c] [h]"),
        ("_", ""),
    ],
)
def test_what_becomes_one_message(written, sent):
    chat = chat_of({"blocks": [BLOCKS[letter] for letter in written]})

    assert " ".join(shown(one, written) for one in messages(chat)) == sent


def shown(one, written):
    if not isinstance(one, Run):
        return written[int(one.place.removeprefix("blocks.")) - 1]
    numbers = dict.fromkeys(int(place.split(".")[1]) for place, _block in one.blocks)
    return f"[{''.join(written[number - 1] for number in numbers)}]"


def test_every_block_of_a_card_keeps_its_place():
    card = {"kind": "card", "blocks": [{"kind": "divider"}, {"kind": "text", "text": "Hello"}]}

    (one,) = messages(chat_of({"blocks": [card]}))

    assert [place for place, _block in one.blocks] == ["blocks.1.blocks.1", "blocks.1.blocks.2"]
