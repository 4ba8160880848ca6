"""Layouts to begin with, and to add, in the writer's language."""

from datetime import date
from functools import lru_cache

import msgspec
from django.utils.translation import get_language

from polku.doors.web.chat.drawn import drawn
from polku.doors.web.chat.items import Given
from polku.doors.web.chat.stored import of_chat
from polku.kit import clock
from polku.say.content.chat.examples import Example, begun, examples


class Layout(msgspec.Struct, frozen=True):
    """`sample`: LINE's messages, as they look for somebody of whom nothing is known."""

    example: Example
    sample: str


def layouts() -> tuple[Layout, ...]:
    return _layouts(get_language() or "", clock.now().date())


@lru_cache(maxsize=16)
def _layouts(language: str, _day: date) -> tuple[Layout, ...]:
    """Of a language, which is the one that is spoken now; made anew each day, for some name one that is to come."""
    chats = [(one, begun(one.name, language=language)) for one in examples()]
    return tuple(
        Layout(one, msgspec.json.encode(drawn(chat, {}).messages).decode()) for one, chat in chats if chat is not None
    )


def begin(given: Given, name: str) -> None:
    """The chat is the layout's, and nothing else."""
    found = _made(name)
    if found is not None:
        given.items, given.language = found.items, found.language


def pick(given: Given, name: str) -> None:
    """What the layout has comes below what is there."""
    found = _made(name)
    if found is not None:
        given.items += found.items


def _made(name: str) -> Given | None:
    chat = begun(name, language=get_language() or "")
    return of_chat(chat) if chat is not None else None
