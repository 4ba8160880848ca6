"""Forgetting what came back of people's messages. Before the messages themselves go: these are found by them."""

from polku.know.events.forgetting.whom import Whom
from polku.say.channels.email.models import Suppressed
from polku.say.outbox import find
from polku.say.tracking.models import Reaction

PART = 1_000


def forget(whom: Whom) -> int:
    numbers, gone = sorted(whom.identities), 0
    messages = [one.id for one in find.of_people(numbers)]
    for start in range(0, len(messages), PART):
        gone += Reaction.objects.filter(message_id__in=messages[start : start + PART]).delete()[0]
    addresses = sorted(whom.emails)
    for start in range(0, len(addresses), PART):
        gone += Suppressed.objects.filter(address__in=addresses[start : start + PART]).delete()[0]
    return gone
