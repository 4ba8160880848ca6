"""Who of some people would get a message if it left now, and why the others would not: looked up as when it leaves.

The order of reasons is that of `prepare`: the address first, then what they have said, then what the channel itself
knows of the address.
"""

from collections.abc import Mapping, Sequence

from polku.kit import clock
from polku.say.channels.channel import Channel, Held, KeepsAway
from polku.say.outbox import reasons
from polku.say.outbox.claim import BLOCK
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.consents import refusals
from polku.say.outbox.limited import limited
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee, addressees
from polku.say.outbox.prepare import addresses_of
from polku.say.outbox.reasons import reason

CAUSE = "foreseen"  # of messages that nobody has asked for: nothing of them is kept


def foreseen(people: Sequence[int], channel: Channel, *, purpose: str, topic: str = "") -> dict[int, str]:
    """profile → why nothing would be sent (reasons.py), "" where something would. Some queries for each thousand."""
    wordings = {CAUSE: Wording(cause=CAUSE, purpose=purpose, topic=topic)}
    found: dict[int, str] = {}
    for start in range(0, len(people), BLOCK):
        found |= _of_block(people[start : start + BLOCK], channel, wordings)
    return found


def _of_block(numbers: Sequence[int], channel: Channel, wordings: Mapping[str, Wording]) -> dict[int, str]:
    # A profile's number is its leading identity's.
    block = [Claimed(number, CAUSE, number, channel.name, None, 1) for number in numbers]
    people = addressees(block, currency="", names=frozenset())
    addresses = addresses_of(people, channel)
    refused = refusals(block, channel, people=people, wordings=wordings)
    reached = {one for one in addresses.values() if isinstance(one, str)}
    away = channel.kept_away(reached) if isinstance(channel, KeepsAway) else {}
    found = {}
    for number in numbers:
        person = people.get(number)
        address = addresses.get(person.recipient.profile_id) if person is not None else None
        if person is None:
            found[number] = reason(reasons.NO_PERSON)
        elif address is None:
            found[number] = reason(reasons.NO_ADDRESS)
        elif isinstance(address, Held):
            found[number] = address.reason
        elif number in refused:
            found[number] = reason(reasons.CONSENT, refused[number])
        else:
            found[number] = away.get(address, "")
    return found | _capped(block, channel, found, people=people, wordings=wordings)


def _capped(
    block: Sequence[Claimed],
    channel: Channel,
    found: Mapping[int, str],
    *,
    people: Mapping[int, Addressee],
    wordings: Mapping[str, Wording],
) -> dict[int, str]:
    """Of those who would get it otherwise. What is on its way to them is not foreseen."""
    leave = {number for number, why in found.items() if not why}
    limits = limited(block, channel, leave=leave, people=people, wordings=wordings, now_ms=clock.now_ms())
    return {number: why.reason for number, why in limits.items() if isinstance(why, Held)}
