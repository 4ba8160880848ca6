"""Channels whose messages are chats: what such a platform's folder can do with one, found by the channel's kind.

The folder holds `content/native.py` (`made`, `tried`), `content/drawn.py` (`drawn`),
`content/check.py` (`hints`), `content/own.py` (`problems`) and `content/validated.py` (`refusals`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import combinations
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from polku.say.channels.channel import Channel
from polku.say.content.chat import check
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import to_store
from polku.say.content.conditions.rules import conditions
from polku.say.content.conditions.shown import says_nothing, shown
from polku.say.content.problem import BrokenTemplate, Problem
from polku.say.content.products.filled import filled_stored

HERE = {"127.0.0.1", "localhost", "::1"}


class Filled(Protocol):
    @property
    def chat(self) -> bytes: ...

    @property
    def text(self) -> str: ...


class Length(Protocol):
    field: str
    units: int
    graphemes: int
    most: int
    counts_units: bool


class Drawn(Protocol):
    """`messages` in the platform's own form; `lengths` of all fields that have a bound."""

    messages: list[dict[str, Any]]
    text: str
    problems: list[Problem]
    lengths: Sequence[Length]


class Made(Protocol):
    """A chat that only waits for a person."""

    @property
    def is_silent(self) -> bool: ...

    def is_constant(self, *, follows: bool) -> bool:
        """Whether everybody gets the same bytes, being one object. `follows`: clicks are told person by person."""
        ...

    def fill(self, facts: Mapping[str, object], *, through_us: Callable[[str], str] | None = None) -> Filled:
        """Raises BrokenTemplate."""
        ...


def made(kind: str, mail: str, tags: str = "") -> Made:
    """A stored chat, as the platform `kind` takes it; read and set once, however often it is asked for.

    `tags`: of its links, as they are stored. Raises BrokenTemplate.
    """
    found: Made = _module(kind, "native").made(filled_stored(mail, "chat"), tags)
    return found


def tried(kind: str, chat: Chat) -> tuple[Made, list[Problem]]:
    """The same of a chat that is being written, and all that must be put right before it is sent."""
    found: tuple[Made, list[Problem]] = _module(kind, "native").tried(chat)
    return found


def drawn(kind: str, chat: Chat, facts: Mapping[str, object]) -> Drawn:
    """For one person, as far as it can be shown, whatever is still wrong with it."""
    found: Drawn = _module(kind, "drawn").drawn(chat, facts)
    return found


def problems(kind: str, chat: Chat) -> list[Problem]:
    return tried(kind, chat)[1]


def unfit(channel: Channel, chat: Chat) -> list[Problem]:
    """What keeps it from being sent: by anybody's rules, by the platform's, and in the platform's own words.

    Goes over the network, where the platform can be asked.
    """
    wrong = check.unfinished(chat) or problems(channel.kind, chat) or of_account(channel, chat)
    return wrong or in_some_way(channel.kind, chat) or refusals(channel, chat, {})


def in_some_way(kind: str, chat: Chat) -> list[Problem]:
    """What keeps it from whoever sees only some of its blocks: less of it may be another message altogether."""
    keys = [one.key for one in conditions(chat)]
    for met in (one for count in range(len(keys)) for one in combinations(keys, count)):
        seen = shown(chat, met)
        found = [] if says_nothing(seen) else problems(kind, seen)
        if found:
            sentence = _("Whoever sees only {seen} of the {total} blocks: {problem}")
            words = {"seen": len(seen.blocks), "total": len(chat.blocks), "problem": found[0].sentence}
            return [Problem(sentence.format(**words), field="blocks")]
    return []


def hints(kind: str, chat: Chat) -> list[Problem]:
    """What may keep it from working well, though it can be sent."""
    found: list[Problem] = _module(kind, "check").hints(chat)
    return found


def of_account(channel: Channel, chat: Chat) -> list[Problem]:
    """What is wrong with what it shows of the account's own things, such as a coupon that is over."""
    account = getattr(channel, "account", None)
    if account is None:
        return []
    found: list[Problem] = _module(channel.kind, "own").problems(account, chat)
    return found


def refusals(channel: Channel, chat: Chat, facts: Mapping[str, object]) -> list[Problem]:
    """What the platform itself says of it, for somebody; nothing where it cannot be asked, or asks for no account.

    Goes over the network. Whoever lacks a fact is no reason to refuse it for others.
    """
    account = getattr(channel, "account", None)
    if account is None:
        return []
    try:
        filled = made(channel.kind, to_store(chat)).fill(facts)
    except BrokenTemplate:
        return []
    found: list[Problem] = _module(channel.kind, "validated").refusals(account, filled.chat)
    return found


def can_follow(channel: Channel) -> bool:
    """Whether whoever gets a message can open our own addresses: on a laptop only a platform beside us can."""
    return not _is_here(settings.BASE_URL) or _is_here(getattr(channel, "api_base", ""))


def _is_here(url: str) -> bool:
    return urlsplit(url).hostname in HERE


@cache
def _module(kind: str, name: str) -> Any:
    return import_module(f"polku.say.channels.{kind}.content.{name}")
