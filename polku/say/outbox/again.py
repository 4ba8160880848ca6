"""What a person decides of messages that have failed, or of which nobody knows whether they arrived.

The same message goes again, under its own number and cause, so that whoever got it under another name is not written to
twice. It begins a new round of attempts: no claim of it has the number of a former one, whose worker may still live.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.people.models import Identity
from polku.say.outbox import reasons
from polku.say.outbox.claimed import ROUND
from polku.say.outbox.followed.models import FollowedMessage
from polku.say.outbox.models import Message
from polku.say.outbox.words import letter_key

PART = 1_000  # in one transaction: the intake waits for the same lock

# Refusals for good whose cause may have been put right: settings, permissions, how a sender is thought of. What is
# wrong with an address, or with what the message says, stays so.
CAN_HAVE_GONE = (
    "email_auth", "email_no_auth", "email_tls", "email_no_starttls", "email_expired", "email_not_yet",
    "email_other_host", "email_unknown_issuer", "email_certificate", "email_sender", "email_letter",
    "line_not_allowed", "line_refused",
)  # fmt: skip
CODES = (reasons.GAVE_UP, *CAN_HAVE_GONE)
OF_CODES = Q(*[Q(reason=code) | Q(reason__startswith=f"{code}|") for code in CODES], _connector=Q.OR)

Note = Callable[[int], None]  # is told how many, in the first transaction


def failed(campaign_id: int) -> QuerySet[Message]:
    """Those that can be tried again: given up after all attempts, or refused for what can have gone.

    Not those in whose place another one was asked for, by another channel.
    """
    instead = FollowedMessage.objects.filter(message_id=OuterRef("pk"), is_asked=True)
    return Message.objects.filter(~Exists(instead), OF_CODES, campaign_id=campaign_id, state=Message.State.FAILED)


def unknown(campaign_id: int) -> QuerySet[Message]:
    return Message.objects.filter(campaign_id=campaign_id, state=Message.State.UNKNOWN)


def ask_again(among: QuerySet[Message], *, now: datetime, note: Note) -> int:
    """Returns how many. A slow worker that tells of one of them yet is either first, or not heard any more."""
    due = {"state": Message.State.ASKED, "due_ms": clock.to_ms(now), "reason": "", "settled_ms": None}

    def ask(part: QuerySet[Message]) -> int:
        return part.update(**due, attempts=(F("attempts") / ROUND + 1) * ROUND)

    return _in_parts(among, ask, note)


def count_as_sent(among: QuerySet[Message], *, note: Note) -> int:
    """They count as sent from when they may have been. Returns how many."""

    def count(part: QuerySet[Message]) -> int:
        rows = list(part.select_for_update())
        names = {one.pk: (one.kind, one.value) for one in Identity.objects.filter(pk__in=[r.identity_id for r in rows])}
        Message.objects.filter(pk__in=[row.pk for row in rows]).update(state=Message.State.SENT, reason="")
        tell([_news(row, names[row.identity_id]) for row in rows if row.identity_id in names])
        return len(rows)

    return _in_parts(among, count, note)


def _in_parts(among: QuerySet[Message], do: Callable[[QuerySet[Message]], int], note: Note) -> int:
    """Each part within a transaction of its own, and only those that are still among them."""
    numbers, done = list(among.order_by("pk").values_list("pk", flat=True)), 0
    for start in range(0, len(numbers), PART):
        with transaction.atomic():
            if not start:
                note(len(numbers))
            done += do(among.filter(pk__in=numbers[start : start + PART]))
    return done


def _news(row: Message, identity: tuple[str, str]) -> News:
    about = {"campaign_id": row.campaign_id, "channel": row.channel, "cause": row.cause, "message_id": row.pk}
    key = f"sent:{letter_key(row.cause, row.identity_id)}"
    return News("Message Sent", identity, key, {**about, "way": "decided"}, row.settled_ms)
