"""docs/guide/blocks.md names every block, and its example is sound."""

import json
import re
from typing import get_args

from polku.say.channels.line.content.native import tried
from polku.say.content.blocks.blocks import Footer
from polku.say.content.chat.actions import MenuAction
from polku.say.content.chat.blocks import AnyBlock
from polku.say.content.chat.check import problems, unfinished
from polku.say.content.chat.read import chat_of
from tests.house.tree import ROOT

GUIDE = (ROOT / "docs/guide/blocks.md").read_text()


def test_the_table_says_what_becomes_of_every_block():
    table = GUIDE.split("## What becomes of a block")[1].split("\n\nWhat only")[0]
    named = {name for row in re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}

    kinds = {one.__struct_config__.tag for one in (*get_args(AnyBlock), Footer)}
    assert named == kinds | {"quick_replies", "sender"}


def test_every_action_is_named():
    section = GUIDE.split("## Actions")[1].split("##")[0]

    assert [
        one.__struct_config__.tag for one in get_args(MenuAction) if f"`{one.__struct_config__.tag}`" not in section
    ] == []


def test_the_example_is_sound():
    chat = chat_of(json.loads(GUIDE.split("```json")[1].split("```")[0]))

    assert problems(chat) + unfinished(chat) + tried(chat)[1] == []
