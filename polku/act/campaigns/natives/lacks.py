"""What one wording still lacks before it can go. Asks nobody outside."""

from polku.act.campaigns import checks
from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import Campaign
from polku.say.channels import chat as chats
from polku.say.channels.registry import UnknownChannel, channel
from polku.say.content.blocks import check as mail_check
from polku.say.content.chat import check as chat_check
from polku.say.content.problem import BrokenTemplate, Problem


def lacks(one: Campaign) -> list[Problem]:
    """The most important first; of a chat also what its platform's own rules say."""
    try:
        mail, chat, kind = mail_of(one), chat_of(one), channel(one.channel).kind
    except BrokenTemplate as broken:
        return [broken.problem]
    except UnknownChannel:
        return checks.of_channel(one.channel)
    if chat is not None:
        found = chat_check.problems(chat) + chat_check.unfinished(chat)
        return found or chats.problems(kind, chat)
    found = checks.of_message(one.subject, one.body, mail)
    return found + (mail_check.unfinished(one.subject, mail) if mail is not None else [])
