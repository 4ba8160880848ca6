"""Forgetting people's messages; those that have not left are called off first."""

from django.db.models import Q, QuerySet

from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.say.outbox import single
from polku.say.outbox.models import Message, Wording
from polku.say.outbox.packed import forget as packed

PART = 1_000


def call_off(whom: Whom) -> bool:
    """Nothing more leaves for them. True while a worker has one in its hands: what became of it must be known first."""
    numbers = sorted(whom.identities)
    is_under_way = False
    for start in range(0, len(numbers), PART):
        theirs = Message.objects.filter(identity_id__in=numbers[start : start + PART])
        held = Q(state=Message.State.CLAIMED, due_ms__gt=clock.now_ms())
        _delete(theirs.filter(state=Message.State.ASKED))
        # A claim that has ended is a dead worker's: nobody sends that one.
        _delete(theirs.filter(state=Message.State.CLAIMED).exclude(held))
        is_under_way = theirs.filter(held).exists() or is_under_way
    return packed.call_off(numbers) or is_under_way


def forget(whom: Whom) -> int:
    numbers = sorted(whom.identities)
    parts = [numbers[start : start + PART] for start in range(0, len(numbers), PART)]
    rows = sum(_delete(Message.objects.filter(identity_id__in=part)) for part in parts)
    return rows + packed.forget(numbers)


def _delete(messages: QuerySet[Message]) -> int:
    """With what was written to them alone: it may speak of them."""
    causes = list(messages.filter(cause__startswith=single.CAUSE).values_list("cause", flat=True))
    Wording.objects.filter(cause__in=causes).delete()
    return messages.delete()[0]
