"""What somebody wrote once, for whatever channel: as its messages keep it, and what is wrong with it there.

Given is a chat (say/content/chat) as JSON decodes to, with a subject where there is one. A mail is made of it for
channels of mails, words for those that have nothing else.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.say.channels import chat as chats
from polku.say.channels.channel import Channel
from polku.say.content import check as texts_check
from polku.say.content.blocks import check as mail_check
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.read import mail_of
from polku.say.content.blocks.read import to_store as mail_to_store
from polku.say.content.chat import check as chat_check
from polku.say.content.chat import plain
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.mails import mail_of_chat
from polku.say.content.chat.read import chat_of, to_store
from polku.say.content.conditions.rules import conditions
from polku.say.content.problem import BrokenTemplate, Problem

IN_MAILS = frozenset("heading text button image divider spacer product products columns footer".split())
OF_MAILS = ("preheader", "accent", "language")


class Written(msgspec.Struct, frozen=True):
    """`made`: the chat, the mail, or a template of words. `subject`: of mails only."""

    made: Chat | Mail | str
    subject: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """As a wording holds it (say/outbox/ask.py)."""
        match self.made:
            case Chat():
                return {"subject": "", "body": plain.text(self.made), "mail": to_store(self.made)}
            case Mail():
                return {"subject": self.subject, "body": "", "mail": mail_to_store(self.made)}
        return {"subject": self.subject, "body": self.made, "mail": ""}


def written(given: Mapping[str, Any], *, subject: str, channel: Channel) -> Written:
    """Raises BrokenTemplate where it cannot be read."""
    if channel.content == "mail":
        return Written(_mail(given), subject)
    chat = chat_of({name: value for name, value in given.items() if name != "preheader"})
    if channel.content == "text" and conditions(chat):
        sentence = _("Messages of this channel are one text, which everybody sees: take the conditions away.")
        raise BrokenTemplate(Problem(sentence, field="blocks"))
    return Written(chat) if channel.content == "chat" else Written(plain.text(chat), subject)


def problems(written: Written, *, channel: Channel) -> list[Problem]:
    """All that must be put right before it is sent."""
    match written.made:
        case Chat() as chat:
            found = chat_check.problems(chat) + chat_check.unfinished(chat)
            found = found or chats.problems(channel.kind, chat) or chats.of_account(channel, chat)
            return found or chats.in_some_way(channel.kind, chat)
        case Mail() as mail:
            return mail_check.problems(written.subject, mail) + mail_check.unfinished(written.subject, mail)
    empty = [] if written.made.strip() else [Problem(_("The message is empty."), field="blocks")]
    return texts_check.check(written.subject, field="subject") + texts_check.check(written.made, field="blocks") + empty


def _mail(given: Mapping[str, Any]) -> Mail:
    blocks = given.get("blocks")
    if isinstance(blocks, list) and all(_is_of_mails(one) for one in blocks):
        return mail_of({"blocks": blocks} | {name: given[name] for name in OF_MAILS if given.get(name)})
    chat = mail_of_chat(chat_of({name: value for name, value in given.items() if name != "preheader"}))
    return msgspec.structs.replace(chat, preheader=given.get("preheader") or chat.preheader)


def _is_of_mails(block: Any) -> bool:
    """What only a chat's texts and pictures have is left to the chat."""
    return isinstance(block, dict) and block.get("kind") in IN_MAILS and not {"substitution", "preview"} & block.keys()
