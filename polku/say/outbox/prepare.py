"""From a claimed message to a letter, or to the reason why there is none: decided at the last moment before sending."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from polku.kit import clock
from polku.know.teams.begin import the_team
from polku.say.channels.channel import Channel, Held, Later, Letter
from polku.say.content.problem import BrokenTemplate
from polku.say.outbox import reasons
from polku.say.outbox.claim import Claimed
from polku.say.outbox.consents import refusals
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee, Other, addressees, others
from polku.say.outbox.reasons import reason
from polku.say.outbox.words import letter

MOST_ATTEMPTS = 6
STEP_ASIDE_MS = 5 * clock.SECOND_MS


class WornOut(msgspec.Struct, frozen=True):
    """Its workers died again and again before they could tell what became of it."""


class Ready(msgspec.Struct, frozen=True):
    """A block's verdicts, one for each message, and who they are for (for the log)."""

    verdicts: dict[int, Letter | Held | Later | WornOut]  # by message
    identities: dict[int, tuple[str, str]]  # by message


def prepare(block: Sequence[Claimed], channel: Channel) -> Ready:
    """Look everything up for the whole block at once, then decide and render one by one."""
    people = addressees(block, currency=the_team().currency)
    also = others(block, people)
    numbers = {claimed.id for claimed in block}
    wordings = Wording.objects.in_bulk({claimed.cause for claimed in block})
    refused = refusals(block, channel, people=people, wordings=wordings)
    verdicts = {
        claimed.id: _verdict(
            claimed,
            channel,
            person=people.get(claimed.identity_id),
            also=also.get(claimed.id, ()),
            block=numbers,
            wordings=wordings,
            refused=refused.get(claimed.id, ""),
        )
        for claimed in block
    }
    known = {claimed.id: people[claimed.identity_id].identity for claimed in block if claimed.identity_id in people}
    return Ready(verdicts, known)


def _verdict(
    claimed: Claimed,
    channel: Channel,
    *,
    person: Addressee | None,
    also: Sequence[Other],
    block: AbstractSet[int],
    wordings: Mapping[str, Wording],
    refused: str,
) -> Letter | Held | Later | WornOut:
    if claimed.attempts > MOST_ATTEMPTS:
        return WornOut()
    if person is None:
        return Held(reason(reasons.NO_PERSON))
    if any(other.state in {"sent", "unknown"} for other in also):
        return Held(reason(reasons.REACHED))
    if any(_goes_first(other, claimed, block=block) for other in also):
        # Another message of this cause to this person is on its way; what became of it decides.
        # The younger waits longer: two that step aside for each other do not meet again.
        return Later(STEP_ASIDE_MS * (1 + sum(other.id < claimed.id for other in also)))
    address = channel.address_of(person.recipient)
    if address is None:
        return Held(reason(reasons.NO_ADDRESS))
    wording = wordings.get(claimed.cause)
    if wording is None:
        return Held(reason(reasons.NO_WORDING))
    if refused:
        return Held(reason(reasons.CONSENT, refused))
    try:
        return letter(claimed, wording, person, address=address, channel=channel)
    except BrokenTemplate as broken:
        return Held(reason(reasons.TEMPLATE, broken.problem.sentence))


def _goes_first(other: Other, claimed: Claimed, *, block: AbstractSet[int]) -> bool:
    """Whether `other` may be on its way already, so that `claimed` must wait for its outcome.

    Both were asked before their people merged. What another worker holds may be leaving this moment. Of two in our own
    hands, and of two that wait for another attempt, the one that has been tried before goes first, then the elder.
    """
    if other.state == "claimed" and other.id not in block:
        return True
    if other.state == "claimed" or (other.state == "asked" and other.attempts > 0):
        tried = other.attempts > (1 if other.state == "claimed" else 0)
        return (not tried, other.id) < (claimed.attempts == 1, claimed.id)
    return False
