"""What a chat shows of an account's own things at LINE, and whether it is there."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from polku.kit import clock
from polku.say.channels.line.coupons import in_chats
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.blocks import Chat, Text
from polku.say.content.chat.parts import Mention
from polku.say.content.problem import Problem


def problems(account: LineAccount, chat: Chat) -> list[Problem]:
    """Asks the database, never LINE."""
    return [*in_chats.problems(account, chat, now=clock.now()), *_mentions(chat)]


def _mentions(chat: Chat) -> Iterator[Problem]:
    """LINE's validation lets them pass, and then nobody gets the message."""
    for number, block in enumerate(chat.blocks, start=1):
        if isinstance(block, Text) and any(isinstance(one, Mention) for one in block.substitution.values()):
            sentence = _("LINE takes mentions in groups only; this goes to each person alone. Write the name instead.")
            yield Problem(sentence, field=f"blocks.{number}.text")
