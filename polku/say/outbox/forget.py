"""Forgetting people's messages; those that have not left are called off first."""

from django.db.models import Q

from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.say.outbox.models import Message

PART = 1_000


def call_off(whom: Whom) -> bool:
    """Nothing more leaves for them. True while a worker has one in its hands: what became of it must be known first."""
    numbers = sorted(whom.identities)
    is_under_way = False
    for start in range(0, len(numbers), PART):
        theirs = Message.objects.filter(identity_id__in=numbers[start : start + PART])
        held = Q(state=Message.State.CLAIMED, due_ms__gt=clock.now_ms())
        theirs.filter(state=Message.State.ASKED).delete()
        # A claim that has ended is a dead worker's: nobody sends that one.
        theirs.filter(state=Message.State.CLAIMED).exclude(held).delete()
        is_under_way = theirs.filter(held).exists() or is_under_way
    return is_under_way


def forget(whom: Whom) -> int:
    numbers = sorted(whom.identities)
    parts = [numbers[start : start + PART] for start in range(0, len(numbers), PART)]
    return sum(Message.objects.filter(identity_id__in=part).delete()[0] for part in parts)
