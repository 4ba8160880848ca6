"""The conditions of a message: each rule once, however many blocks are shown by it."""

import json
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from polku.say.content.blocks import read as mail_read
from polku.say.content.blocks.blocks import Columns, Mail
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Card, Chat
from polku.say.content.problem import BrokenTemplate

MOST = 8  # different ones: 256 ways in which the message can look
SIGN = '"only_if"'  # in JSON; where it does not stand there is none


class Condition(msgspec.Struct, frozen=True):
    """`key`: of the rule, as it is written; the same wherever it stands."""

    key: str
    rule: dict[str, Any]


def key_of(rule: object) -> str:
    written = json.dumps(rule, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return blake2b(written, digest_size=8).hexdigest()


def conditions(written: Mail | Chat | None) -> tuple[Condition, ...]:
    """In the order in which they first stand there."""
    found = {key_of(one.only_if): one.only_if for _place, one in walk(written) if one.only_if is not None}
    return tuple(Condition(key, rule) for key, rule in found.items())


def of_stored(text: str, content: str) -> tuple[Condition, ...]:
    """Of blocks as they lie in the database; `content`: of their channel. None where they cannot be read."""
    return _of_stored(text, content) if SIGN in text else ()


def walk(written: Mail | Chat | None) -> Iterator[tuple[str, Any]]:
    """Every block with its place, those within others too: "blocks.3", "blocks.4.left.1", "blocks.5.blocks.2"."""
    return _walk(written.blocks, "blocks") if written is not None else iter(())


def read(text: str, content: str) -> Mail | Chat:
    """Raises BrokenTemplate."""
    return chat_read.stored(text) if content == "chat" else mail_read.stored(text)


@lru_cache(maxsize=256)
def _of_stored(text: str, content: str) -> tuple[Condition, ...]:
    try:
        return conditions(read(text, content))
    except BrokenTemplate:
        return ()  # told to each when their letter is written


def _walk(blocks: tuple[Any, ...], place: str) -> Iterator[tuple[str, Any]]:
    for number, block in enumerate(blocks, start=1):
        here = f"{place}.{number}"
        yield here, block
        match block:
            case Columns(left=left, right=right):
                yield from _walk(left, f"{here}.left")
                yield from _walk(right, f"{here}.right")
            case Card(blocks=inner):
                yield from _walk(inner, f"{here}.blocks")
