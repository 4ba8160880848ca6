"""What consent keeps of people: how it is forgotten, and told to whom it belongs to."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec

from polku.kit import clock, ids
from polku.know.events.event import Event
from polku.know.events.forgetting.keeper import Keeper, Person
from polku.know.events.forgetting.rest import Rest
from polku.know.events.forgetting.whom import Whom
from polku.know.events.trusted import own_ids
from polku.know.people.consent.fold import note
from polku.know.people.consent.models import Consent, ConsentAsked
from polku.know.people.consent.saying import KINDS

ASKED = 500  # numbers in one statement


def without(gone: Sequence[Event], _rest: Rest, _whole: AbstractSet[int]) -> int:
    """The sayings of events that are gone. Each saying is of one event alone: nothing else has to be made right."""
    telling = [event for event in gone if event.name in KINDS]
    numbers = [ids.hash63(own_id.encode()) for own_id in own_ids(telling)]
    note({event.identity_id for event in telling})
    return sum(
        Consent.objects.filter(id__in=numbers[start : start + ASKED]).delete()[0]
        for start in range(0, len(numbers), ASKED)
    )


def forget(whom: Whom) -> int:
    """Within the caller's transaction: all that these said, and sign-ups from their addresses."""
    numbers, addresses = sorted(whom.identities), sorted(value.lower() for value in whom.values if "@" in value)
    forgotten = 0
    for start in range(0, len(numbers), ASKED):
        forgotten += Consent.objects.filter(identity_id__in=numbers[start : start + ASKED]).delete()[0]
    for start in range(0, len(addresses), ASKED):
        forgotten += ConsentAsked.objects.filter(email__in=addresses[start : start + ASKED]).delete()[0]
    return forgotten


def tell(person: Person) -> Mapping[str, Any]:
    """All that they ever said, the oldest first."""
    said = Consent.objects.filter(identity_id__in=person).order_by("at_ms", "id")
    return {"consents": [_plain(one) for one in said]}


def _plain(one: Consent) -> dict[str, Any]:
    return {
        "said": one.kind,
        "purpose": one.purpose,
        "channel": one.channel,
        "topic": one.topic,
        "at": clock.from_ms(one.at_ms).isoformat(),
        "until": clock.from_ms(one.until_ms).isoformat() if one.until_ms is not None else None,
        "source": one.source,
        "wording": one.wording,
        "proof": msgspec.json.decode(one.proof),
        "noted_by": one.by,
    }


KEEPER = Keeper("consents", without=without, forget=forget, tell=tell)
