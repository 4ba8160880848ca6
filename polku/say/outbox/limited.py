"""Which messages of a block must not leave now, though nothing else speaks against them: people have got enough."""

from collections.abc import Collection, Mapping, Sequence

from polku.know.people.consent.purposes import SERVICE
from polku.say.channels.channel import Channel, Held, Later, WithCalls
from polku.say.limits import caps, never, sunset
from polku.say.limits.capped import Full, GaveWay, Waits, Wanted, capped
from polku.say.limits.way.models import GivesWay
from polku.say.limits.way.words import told
from polku.say.outbox import reasons, way
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.lately.got import FREE, got
from polku.say.outbox.lately.persons import Persons
from polku.say.outbox.models import Wording
from polku.say.outbox.never import never_written_to
from polku.say.outbox.people import Addressee
from polku.say.outbox.reasons import reason
from polku.say.outbox.rounds import first_of
from polku.say.outbox.worn_out import WornOut


def limited(
    block: Sequence[Claimed],
    channel: Channel,
    *,
    leave: Collection[int],
    people: Mapping[int, Addressee],
    wordings: Mapping[str, Wording],
    now_ms: int,
) -> dict[int, Held | Later | WornOut]:
    """By message, of those that would `leave`."""
    if all(wording.purpose == SERVICE for wording in wordings.values()):
        return {}
    holding, exempt, has_never, has_sunset = caps.current(), caps.exempt(), never.is_anybody(), sunset.current()
    if not (holding or has_never or has_sunset):
        return {}
    held: dict[int, Held | Later | WornOut] = {}
    counted = {cause: first_of(cause) for cause in {one.cause for one in block} if _counts(cause, wordings, exempt)}
    if has_never:
        never_to = never_written_to(block, channel, leave=leave, people=people, wordings=wordings)
        held |= {number: Held(reason(reasons.SUPPRESSED)) for number in never_to}
    if has_sunset:
        names = {
            one.id: people[one.identity_id].identity_ids
            for one in block
            if one.id in leave and one.id not in held and one.cause in counted
        }
        held |= {number: Held(reason(reasons.SUNSET)) for number in sunset.among(names)}
    leave = set(leave) - held.keys()
    ours = [one for one in block if one.id in leave and one.cause in counted] if holding else []
    if not ours:
        return held
    persons = Persons([people[one.identity_id] for one in ours])
    begun = channel.under_way(sorted(one.id for one in ours)) if isinstance(channel, WithCalls) else None
    # A worker died with it, or got no answer: it may have left, and would go again under the same key.
    goes_again = channel.has_idempotency_key and begun is None
    scopes = {cause: (channel.name, wordings[cause].purpose) for cause in counted}
    wanted = [
        Wanted(  # in the order of the fields: names take time
            one.id,
            persons.of(people[one.identity_id]),
            scopes[one.cause],
            begun is not None and one.id in begun,
            goes_again and one.tries > 1,
            counted[one.cause],
        )
        for one in ours
    ]
    lately = got(
        persons,
        besides=[one.id for one in block],
        exempt=exempt,
        since_ms=now_ms - max(terms.window_ms for terms in holding),
        now_ms=now_ms,
    )
    firsts = way.firsts({one.cause for one in ours})
    ahead = way.ahead(firsts, persons, ours={one.id for one in block}, now_ms=now_ms) if firsts else None
    found = capped(holding, lately, wanted, people=len(persons), now_ms=now_ms, ahead=ahead)
    tried = {one.id for one in wanted if one.is_tried}
    return held | {number: _verdict(why, firsts, is_tried=number in tried) for number, why in found.items()}


def _verdict(why: Full | Waits | GaveWay, firsts: Mapping[int, GivesWay], *, is_tried: bool) -> Held | Later | WornOut:
    if isinstance(why, Waits):
        return Later(why.wait_ms)
    if isinstance(why, GaveWay):
        return Held(reason(reasons.GAVE_WAY, told(firsts[why.to])))
    # It may have arrived: it is not sent again, and counts.
    return WornOut() if is_tried else Held(reason(reasons.CAPPED, why.terms.code))


def _counts(cause: str, wordings: Mapping[str, Wording], exempt: Collection[str]) -> bool:
    return not cause.startswith(FREE) and cause in wordings and wordings[cause].purpose not in exempt
