"""What one person saw of a chat that was sent, where some of its blocks were for some people only."""

from polku.say.arms import conditions as kept
from polku.say.content.chat.blocks import Chat
from polku.say.content.conditions.rules import conditions
from polku.say.content.conditions.shown import shown
from polku.say.outbox.packed.find import Found
from polku.say.outbox.people import Addressee


def as_seen(chat: Chat, message: Found, person: Addressee | None) -> Chat:
    """Of a campaign; of a single message nobody keeps what was true when it left, and all of it is given."""
    asked = [one.key for one in conditions(chat)]
    if not asked or message.campaign_id is None:
        return chat
    names = person.identity_ids if person is not None else (message.identity_id,)
    return shown(chat, kept.among({0: names}, cause=message.cause, keys=asked)[0])
