"""Asking for a test: the messages as they are now, marked, to some testers."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from polku.kit import clock
from polku.know.people.models import Profile
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.read import to_store
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.testers.mark import marked

CAUSE = "test:"


def ask_test(
    chat: Chat, *, channel: str, to: Sequence[Profile], purpose: str, topic: str, by: Member | None, now: datetime
) -> str:
    """Ask for a test of a chat to each of these people; its cause. It leaves with the next turn of the outbox.

    Its links are not counted, so that nobody who tries them is taken for a customer.
    """
    cause = f"{CAUSE}{secrets.token_hex(8)}"
    put_into_words(
        cause,
        subject="",
        body="",
        mail=to_store(marked(chat)),
        purpose=purpose,
        topic=topic,
        tracks_opens=False,
        tracks_clicks=False,
    )
    numbers = [one.id for one in to]
    ask_many(cause, identity_ids=numbers, channel=channel, campaign_id=None, due_ms=clock.to_ms(now), now=now)
    trail.note(by, "channel.test_sent", subject=f"channel:{channel}", after={"people": len(numbers)})
    return cause
