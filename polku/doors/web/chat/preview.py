"""A chat as one given person would see it, and what is wrong with it."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.conf import settings

from polku.doors.web import shown
from polku.doors.web.chat import coupons
from polku.doors.web.chat.drawn import drawn, sayings
from polku.doors.web.chat.items import Given
from polku.doors.web.chat.stored import to_plain
from polku.doors.web.preview import reading
from polku.doors.web.written.seen import seen_by
from polku.know.people.models import Profile
from polku.say.channels import chat as chats
from polku.say.channels.channel import Channel
from polku.say.channels.line.linking.lacks_mail import lacks_mail
from polku.say.content.advice.advice import advice
from polku.say.content.chat import check
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import chat_of
from polku.say.content.fields import merge_fields
from polku.say.content.media.names import MEDIA
from polku.say.content.problem import BrokenTemplate, Problem


def chat_preview(
    given: Given,
    *,
    channel: Channel,
    title: str,
    as_id: str,
    query: str,
    currency: str,
    rule: object = None,
    among: Sequence[shown.Person] = (),
) -> dict[str, Any]:
    """What the templates of the preview need. `faults` keep it from being saved, `unfinished` from being sent."""
    as_whom = reading(as_id=as_id, query=query, rule=rule, among=among)
    found: dict[str, Any] = {**as_whom.given, "is_chat": bool(given.items), "faults": [], "unfinished": []}
    if not given.items:
        return found
    taken = to_plain(given)
    try:
        chat = chat_of(taken.chat)
    except BrokenTemplate as broken:
        return found | {"faults": [*taken.faults, broken.problem]}
    faults = [*taken.faults, *check.problems(chat)]
    if check.problems(chat):
        return found | {"faults": faults}
    own = chats.of_account(channel, chat)
    return found | {"faults": taken.faults} | seen(chat, as_whom.reader, title=title, currency=currency, own=own)


def kept_preview(chat: Chat, *, title: str, as_id: str, currency: str) -> dict[str, Any]:
    """The same of a campaign as it is kept."""
    as_whom = reading(as_id=as_id, query="")
    found: dict[str, Any] = {**as_whom.given, "is_chat": True, "faults": check.problems(chat)}
    return found if found["faults"] else found | seen(chat, as_whom.reader, title=title, currency=currency)


def seen(
    chat: Chat, reader: Profile | None, *, title: str, currency: str, own: Sequence[Problem] = ()
) -> dict[str, Any]:
    """`own`: what is wrong with what it shows of the account's own things."""
    facts, theirs = merge_fields(reader, currency=currency) if reader else {}, seen_by(chat, reader)
    whole = drawn(chat, facts)
    seen = whole if theirs.written is chat else drawn(theirs.written, facts)
    missing = check.unfinished(chat)
    told = {one.field for one in missing}  # once is enough, whoever finds it
    others = [one for one in (*whole.problems, *own) if one.field not in told]
    found = dict.fromkeys([*missing, *others])
    unfinished = sorted(found, key=lambda one: one.block or len(whole.messages) + 1)  # as they stand on the page
    return {
        "chat_native": _near(msgspec.json.encode(seen.messages).decode()),
        "chat_coupons": msgspec.json.encode(coupons.drawn(chat)).decode(),
        "chat_words": msgspec.json.encode(sayings()).decode(),
        "chat_messages": len(seen.messages),
        "chat_text": seen.text,
        "chat_title": title,
        "for_some": theirs,
        "lacks_mail": lacks_mail(chat),
        "unfinished": unfinished,
        "findings": advice("", chat),
        "advice": list({(one.sentence, one.block): one for one in unfinished}.values()),
    }


def _near(messages: str) -> str:
    """With our own pictures as this page finds them, by whatever name we were called."""
    return messages.replace(f'"{settings.BASE_URL}{MEDIA}', f'"{MEDIA}')
