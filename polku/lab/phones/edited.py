"""Changing what one has said: LINE's newest kind of event."""

from dataclasses import dataclass, field

from polku.lab.line.account import Account
from polku.lab.line.chats import Sending
from polku.lab.line.webhooks.event import happens
from polku.lab.line.world import World


@dataclass
class Edited:
    """Which of an account's sendings were changed after they were said."""

    sendings: set[int] = field(default_factory=set)


def edits(world: World, account: Account, number: int, sending: Sending, text: str) -> None:
    """The message keeps its id and gets another text. LINE itself offers this in groups only, as of 2026."""
    before = account.chats.bodies.get(sending.body) or [{"type": "text"}]
    message = before[0] | {"text": text}
    sending.body = account.chats.bodies.keep([message])
    account.shelf(Edited).sendings.add(sending.number)
    message_id = sending.message_ids()[0]
    said = message | {"id": message_id, "quoteToken": f"quote-{message_id}", "markAsReadToken": f"read-{message_id}"}
    happens(world, account, "messageEdited", number, can_reply=True, message=said)
