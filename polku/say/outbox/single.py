"""One message to one person because a program asks for it: an order's confirmation, a booking's reminder.

Its *key* makes it once: asked again with the same content it is the same message, with another one it is refused.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.people import find
from polku.say.channels.channel import Channel
from polku.say.channels.written import Written
from polku.say.outbox import sql
from polku.say.outbox.ask import ask_many
from polku.say.outbox.models import Message, Wording

CAUSE = "api:"
KEY_LENGTH = 60


class OtherContent(Exception):
    """This key stands for another message already."""

    def __str__(self) -> str:
        return _("This key stands for another message already: a message of its own needs a key of its own.")


def ask_once(
    key: str, written: Written, *, profile_id: int, channel: Channel, purpose: str, now: datetime
) -> tuple[Message, bool]:
    """The message, and whether it is new. Raises OtherContent where the key was used for anything else."""
    kept = written.kept
    words = [kept["subject"], kept["body"], kept["mail"], purpose]
    cause = f"{CAUSE}{key}"
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Of two at once one keeps the words; the other waits for it here, and then finds its message.
            cursor.execute(sql.WORD, [cause, *words, "", True, True, "", False])
            is_new = cursor.rowcount == 1
        if is_new:
            ask_many(
                cause,
                identity_ids=[profile_id],
                channel=channel.name,
                campaign_id=None,
                due_ms=clock.to_ms(now),
                now=now,
            )
        message = asked(key)
        if message is None or not (is_new or _is_same(message, words, profile_id, channel)):
            raise OtherContent
    return message, is_new


def asked(key: str) -> Message | None:
    """The message of a key."""
    return Message.objects.filter(cause=f"{CAUSE}{key}", campaign_id=None).order_by("pk").first()


def _is_same(message: Message, words: Sequence[str], profile_id: int, channel: Channel) -> bool:
    kept = Wording.objects.get(pk=message.cause)
    same_person = find.profile_ids([message.identity_id]).get(message.identity_id) == profile_id
    said = [kept.subject, kept.body, kept.mail, kept.purpose]
    return same_person and message.channel == channel.name and said == list(words)
