"""How a wording begins that says on another channel, or in another language, what there is already."""

from typing import Any

import msgspec

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import content_of
from polku.say.content.blocks import read as mail_read
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat import plain
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.mails import chat_of_mail, mail_of_chat
from polku.say.content.conditions.shown import shown
from polku.say.content.problem import BrokenTemplate


def begun(like: Campaign, channel: str, language: str) -> dict[str, Any]:
    """Subject, body and mail: all that can be taken over. What is lost on the way: docs/guide/blocks.md."""
    content = content_of(channel)
    try:
        written = _written(like)
    except BrokenTemplate:
        return {"subject": "", "body": "", "mail": ""}
    if content == "text":
        return {"subject": like.subject, "body": written if isinstance(written, str) else _words(written), "mail": ""}
    made = _chat(written) if content == "chat" else _mail(written)
    made = msgspec.structs.replace(made, language=language or made.language)
    kept = chat_read.to_store(made) if isinstance(made, Chat) else mail_read.to_store(made)
    return {"subject": like.subject if content == "mail" else "", "body": "", "mail": kept if made.blocks else ""}


def _written(like: Campaign) -> Mail | Chat | str:
    if not like.mail:
        return like.body
    return chat_read.stored(like.mail) if content_of(like.channel) == "chat" else mail_read.stored(like.mail)


def _words(written: Mail | Chat) -> str:
    """Everybody reads the same text: what only some were to see is left out."""
    seen = shown(written, ())
    return plain.text(seen if isinstance(seen, Chat) else chat_of_mail(seen))


def _chat(written: Mail | Chat | str) -> Chat:
    if isinstance(written, str):
        return chat_read.of_text(written) if written.strip() else Chat()
    return chat_of_mail(written) if isinstance(written, Mail) else written


def _mail(written: Mail | Chat | str) -> Mail:
    if isinstance(written, str):
        return mail_read.of_text(written) if written.strip() else Mail()
    return mail_of_chat(written) if isinstance(written, Chat) else written
