"""What a wide send says: blocks as everywhere, but the same for everybody."""

from django.utils.translation import gettext as _

from polku.say.channels.line.content import native
from polku.say.channels.line.content.validated import refusals
from polku.say.channels.line.wide.models import LineWide
from polku.say.content.chat import check
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import stored
from polku.say.content.chat.walk import texts
from polku.say.content.conditions.rules import walk
from polku.say.content.problem import Problem

EMPTY = Chat(())


def chat_of(row: LineWide) -> Chat:
    """Raises BrokenTemplate."""
    return stored(row.mail) if row.mail else EMPTY


def personal(chat: Chat) -> list[Problem]:
    """Facts of people in it, each where it stands."""
    sentence = _(
        "LINE sends everybody the same and does not tell us who they are: no facts of people can stand here. A campaign"
        " can say something else to each."
    )
    found = [Problem(sentence, field=place) for place, text in texts(chat) if "{{" in text or "{%" in text]
    for_some = _("LINE sends everybody the same: a block cannot be for some people only. A campaign can do that.")
    return found + [Problem(for_some, field=place) for place, one in walk(chat) if one.only_if is not None]


def problems(chat: Chat) -> list[Problem]:
    """All that must be put right before it is sent."""
    found = [*personal(chat), *check.problems(chat), *check.unfinished(chat)]
    return found or native.tried(chat)[1]


def messages(row: LineWide) -> bytes:
    """LINE's messages, as a JSON array. Raises BrokenTemplate."""
    return native.make(chat_of(row)).fill({}).chat


def refused(row: LineWide) -> list[Problem]:
    """What LINE itself says of them; nothing where it cannot be asked. Raises BrokenTemplate."""
    return refusals(row.account, messages(row), way=row.kind)
