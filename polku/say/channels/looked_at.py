"""Something that was written, as one person would get it: what shows it, and what is wrong with it."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from polku.say.channels import chat as chats
from polku.say.channels.channel import Channel
from polku.say.channels.written import Written, problems
from polku.say.content.advice.advice import advice
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat.blocks import Chat
from polku.say.content.conditions.shown import shown
from polku.say.content.email import fill, make
from polku.say.content.problem import BrokenTemplate, Problem
from polku.say.content.render import render

NOWHERE = "#"  # where a preview's ways out lead


class LookedAt(msgspec.Struct):
    """`messages`: in the platform's own form. `html` of mails; `text` of all."""

    problems: list[Problem]
    messages: list[dict[str, Any]] = []
    subject: str = ""
    html: str = ""
    text: str = ""
    hints: list[Problem] = []
    lengths: list[chats.Length] = []


def looked_at(
    written: Written, facts: Mapping[str, object], *, channel: Channel, met: Collection[str] | None = None
) -> LookedAt:
    """`facts`: see content/fields.py; {} for somebody of whom nothing is known.

    `met`: which conditions of its blocks they meet (content/conditions); None: all is shown.
    """
    found = LookedAt(problems(written, channel=channel))
    try:
        match written.made:
            case Chat() as chat:
                _chat(found, chat, facts, kind=channel.kind, met=met)
            case Mail() as mail:
                seen = mail if met is None else shown(mail, met)
                made = fill(make(written.subject, seen), facts, preferences=NOWHERE, unsubscribe=NOWHERE)
                found.subject, found.html, found.text = made.subject, made.html, made.text
                told = advice(written.subject, mail, html=made.html)
                found.hints = [Problem(one.sentence, field=one.field) for one in told]
            case str() as words:
                found.subject, found.text = render(written.subject, facts), render(words, facts)
    except BrokenTemplate as broken:
        found.problems.append(broken.problem)
    found.problems = list(dict.fromkeys(found.problems))
    return found


def _chat(found: LookedAt, chat: Chat, facts: Mapping[str, object], *, kind: str, met: Collection[str] | None) -> None:
    drawn = chats.drawn(kind, chat, facts)
    seen = drawn if met is None else chats.drawn(kind, shown(chat, met), facts)
    found.messages, found.text, found.lengths = seen.messages, seen.text, list(drawn.lengths)
    found.problems += drawn.problems
    found.hints = chats.hints(kind, chat)
