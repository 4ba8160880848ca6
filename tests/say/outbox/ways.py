"""For tests of which the same must hold of messages with rows of their own and of packed ones."""

import pytest

from polku.say.outbox import find
from polku.say.outbox.ask import ask_many
from polku.say.outbox.models import Message
from polku.say.outbox.packed.ask import ask_audience
from polku.say.outbox.packed.find import Found
from polku.say.outbox.packed.models import MessageRecipients
from polku.say.outbox.packed.pack import identities_of

HOWS = {"alone": ask_many, "packed": ask_audience}
in_both_ways = pytest.mark.parametrize("ask", list(HOWS), indirect=True)


def everybodys() -> list[Found]:
    """All messages that there are."""
    people = set(Message.objects.values_list("identity_id", flat=True))
    for kept in MessageRecipients.objects.values_list("identities", flat=True):
        people |= set(identities_of(kept))
    return find.of_people(sorted(people - {0}))
