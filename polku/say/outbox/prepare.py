"""From a claimed message to a letter, or to the reason why there is none: decided at the last moment before sending."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

import msgspec

from polku.kit import clock
from polku.know.teams.begin import the_team
from polku.say.arms.kept_back import kept_back
from polku.say.channels.channel import Channel, Held, Later, Letter, WithCalls
from polku.say.content import elsewhere
from polku.say.content.problem import BrokenTemplate
from polku.say.outbox import reasons, steer
from polku.say.outbox.asleep import asleep
from polku.say.outbox.claimed import ROUND, Claimed, wording_of
from polku.say.outbox.consents import refusals
from polku.say.outbox.limited import limited
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee, Other, addressees, others
from polku.say.outbox.reasons import reason
from polku.say.outbox.rounds import first_of
from polku.say.outbox.worn_out import WornOut
from polku.say.outbox.writer import Writer

MOST_ATTEMPTS = 6
MOST_DEATHS = 20  # of workers, on a channel that writes down first and knows itself when it is over
STEP_ASIDE_MS = 5 * clock.SECOND_MS


class Ready(msgspec.Struct, frozen=True):
    """A block's verdicts, one for each message, and who they are for (for the log)."""

    verdicts: dict[int, Letter | Held | Later | WornOut]  # by message
    identities: dict[int, tuple[str, str]]  # by message


def prepare(block: Sequence[Claimed], channel: Channel, *, now: datetime | None = None) -> Ready:
    """Look everything up for the whole block at once, then decide and render one by one."""
    versions = {(claimed.cause, claimed.version) for claimed in block}
    wordings = Wording.objects.in_bulk({key for one in versions for key in (one[0], wording_of(*one))})
    write = Writer(channel, wordings)
    sources = elsewhere.named(write.names, _texts(wordings))
    people = addressees(block, currency=the_team().currency, names=write.names, sources=sources)
    also = others(block, people)
    addresses = addresses_of(people, channel)
    now_ms = clock.now_ms() if now is None else clock.to_ms(now)
    sleep = asleep(block, people=people, wordings=wordings, now_ms=now_ms)
    if len(sleep.whole) == len(block):
        return Ready(dict(sleep.whole), {})
    numbers = {claimed.id for claimed in block}
    refused = refusals(block, channel, people=people, wordings=wordings)
    over = steer.stopped(block, channel, wordings)
    write.look_up(block, people)
    most_attempts = MOST_DEATHS if isinstance(channel, WithCalls) else MOST_ATTEMPTS
    verdicts: dict[int, Letter | Held | Later | WornOut] = {}
    known: dict[int, tuple[str, str]] = {}
    for claimed in block:
        if claimed.id in sleep.whole:
            verdicts[claimed.id] = sleep.whole[claimed.id]
            continue
        person = people.get(claimed.identity_id)
        if person is not None:
            known[claimed.id] = person.identity
            if claimed.id in over:
                verdicts[claimed.id] = Held(reason(reasons.STOPPED))
                continue
            # Nearly always nothing speaks against it.
            address = addresses.get(person.recipient.profile_id)
            if (
                type(address) is str
                and claimed.tries <= most_attempts
                and claimed.id not in also
                and claimed.id not in refused
                and (wording := wordings.get(claimed.wording)) is not None
            ):
                verdicts[claimed.id] = _letter(claimed, write, wording, person, address)
                continue
        verdicts[claimed.id] = _verdict(
            claimed,
            write,
            most_attempts=most_attempts,
            person=person,
            addresses=addresses,
            also=also.get(claimed.id, ()),
            block=numbers,
            wordings=wordings,
            refused=refused.get(claimed.id, ""),
        )
    for number in _held_out(block, people, wordings):
        if isinstance(verdicts[number], Letter):
            verdicts[number] = Held(reason(reasons.HOLDOUT))
    leave = {number for number, verdict in verdicts.items() if isinstance(verdict, Letter)}
    verdicts.update({number: later for number, later in sleep.single.items() if number in leave})
    leave -= sleep.single.keys()
    verdicts.update(limited(block, channel, leave=leave, people=people, wordings=wordings, now_ms=now_ms))
    return Ready(verdicts, known)


def _texts(wordings: Mapping[str, Wording]) -> Iterator[str]:
    for one in wordings.values():
        yield from (one.subject, one.body, one.mail)


def _held_out(
    block: Sequence[Claimed], people: Mapping[int, Addressee], wordings: Mapping[str, Wording]
) -> Iterator[int]:
    """Messages of campaigns to people who have merged with somebody who gets nothing of it on purpose."""
    for cause in {claimed.cause for claimed in block if claimed.campaign_id is not None} & wordings.keys():
        names = {
            one.id: people[one.identity_id].identity_ids
            for one in block
            if one.cause == cause and one.identity_id in people
        }
        yield from kept_back(names, cause=first_of(cause), purpose=wordings[cause].purpose)


def addresses_of(people: Mapping[int, Addressee], channel: Channel) -> Mapping[int, str | Held]:
    """Where each is reached, or why not, by profile."""
    recipients = [person.recipient for person in people.values()]
    if isinstance(channel, WithCalls):
        return channel.addresses_of(recipients)
    found = {recipient.profile_id: channel.address_of(recipient) for recipient in recipients}
    return {profile: address for profile, address in found.items() if address is not None}


def _verdict(
    claimed: Claimed,
    write: Writer,
    *,
    most_attempts: int,
    person: Addressee | None,
    addresses: Mapping[int, str | Held],
    also: Sequence[Other],
    block: AbstractSet[int],
    wordings: Mapping[str, Wording],
    refused: str,
) -> Letter | Held | Later | WornOut:
    if claimed.tries > most_attempts:
        return WornOut()
    if person is None:
        return Held(reason(reasons.NO_PERSON))
    if any(other.state in {"sent", "unknown"} for other in also):
        return Held(reason(reasons.REACHED))
    if any(_goes_first(other, claimed, block=block) for other in also):
        # Another message of this cause to this person is on its way; what became of it decides.
        # The younger waits longer: two that step aside for each other do not meet again.
        return Later(STEP_ASIDE_MS * (1 + sum(other.id < claimed.id for other in also)))
    address = addresses.get(person.recipient.profile_id)
    if address is None:
        return Held(reason(reasons.NO_ADDRESS))
    if isinstance(address, Held):
        return address
    wording = wordings.get(claimed.wording)
    if wording is None:
        return Held(reason(reasons.NO_WORDING))
    if refused:
        return Held(reason(reasons.CONSENT, refused))
    return _letter(claimed, write, wording, person, address)


def _letter(
    claimed: Claimed, write: Writer, wording: Wording, person: Addressee, address: str
) -> Letter | Held | Later:
    try:
        return write.letter(claimed, wording, person, address=address)
    except BrokenTemplate as broken:
        place = f" ({broken.problem.field})" if broken.problem.field else ""
        return Held(reason(reasons.TEMPLATE, f"{broken.problem.sentence}{place}"))


def _goes_first(other: Other, claimed: Claimed, *, block: AbstractSet[int]) -> bool:
    """Whether `other` may be on its way already, so that `claimed` must wait for its outcome.

    Both were asked before their people merged. What another worker holds may be leaving this moment. Of two in our own
    hands, and of two that wait for another attempt, the one that has been tried before goes first, then the elder.
    """
    if other.state == "claimed" and other.id not in block:
        return True
    tries = other.attempts % ROUND
    if other.state == "claimed" or (other.state == "asked" and tries > 0):
        tried = tries > (1 if other.state == "claimed" else 0)
        return (not tried, other.id) < (claimed.tries == 1, claimed.id)
    return False
