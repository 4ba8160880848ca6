"""What comes of places that were asked for together."""

from collections.abc import Mapping, Sequence

import msgspec

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import Who, who_each
from polku.act.rewards.offers.take import Refused, take_each
from polku.doors.ingest.callers import keys_of
from polku.kit import clock
from polku.know.people import find
from polku.know.people.erase import going_among
from polku.know.teams.models import ApiKey
from polku.know.teams.rights import key_may


class Ask(msgspec.Struct, frozen=True):
    """`token`: the API key's; `person`: by the number of any of their names."""

    token: str
    offer: int
    person: int


class Theirs(msgspec.Struct, frozen=True):
    place: Place
    profile: int


Outcome = Theirs | Refused


def placed(asks: Sequence[Ask]) -> list[Outcome | None]:
    """Whom nobody knows, who is being erased and whose key may not goes the long way."""
    keys = keys_of({ask.token for ask in asks})
    programs = Program.objects.filter(kind=Program.Kind.OFFER).in_bulk({ask.offer for ask in asks})
    people = _people({ask.person for ask in asks})
    together: dict[int, list[int]] = {}
    for place, ask in enumerate(asks):
        if _may(keys.get(ask.token)) and ask.offer in programs and ask.person in people:
            together.setdefault(ask.offer, []).append(place)
    found: dict[int, Outcome] = {}
    for offer, places in sorted(together.items()):
        theirs = take_each(programs[offer], [people[asks[place].person] for place in places], now=clock.now())
        for place, one in zip(places, theirs, strict=True):
            found[place] = one if isinstance(one, Refused) else Theirs(one, people[asks[place].person].profile)
    return [found.get(place) for place in range(len(asks))]


def _people(numbers: set[int]) -> Mapping[int, Who]:
    owners = find.profile_ids(numbers)
    here = find.profiles(owners.values()).keys() - going_among(owners.values())
    people = who_each(here)
    return {number: people[owner] for number, owner in owners.items() if owner in here}


def _may(key: ApiKey | None) -> bool:
    return key is not None and key_may(key, "till.use") and not key.stores
