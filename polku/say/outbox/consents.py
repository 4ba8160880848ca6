"""Who of a block may be written to: asked of the people's consents at the last moment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from polku.kit import ids
from polku.know.people.claims import read_email
from polku.know.people.consent.may_send import reasons, said_by
from polku.say.channels.channel import Channel
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee


def refusals(
    block: Sequence[Claimed],
    channel: Channel,
    *,
    people: Mapping[int, Addressee],
    wordings: Mapping[str, Wording],
) -> dict[int, str]:
    """Why messages may not be sent (people/consent/standing.py), by message; those that may are left out."""
    said = said_by({number: _speakers(person, channel) for number, person in people.items()})
    alike: defaultdict[tuple[str, str], list[Claimed]] = defaultdict(list)
    for claimed in block:
        if claimed.identity_id in people and (wording := wordings.get(claimed.cause)) is not None:
            alike[wording.purpose, wording.topic].append(claimed)
    found = {}
    for (purpose, topic), messages in alike.items():
        # Of all who have said nothing the same holds: it is asked once, for 0, whom nobody is.
        why = reasons([0, *said], said, purpose, channel.kind, topic, is_opt_out=channel.is_opt_out)
        if any(why.values()):
            each = {claimed.id: why.get(claimed.identity_id, why[0]) for claimed in messages}
            found.update({number: refusal for number, refusal in each.items() if refusal})
    return found


def _speakers(person: Addressee, channel: Channel) -> Sequence[int]:
    """All of their identities, and the mailbox: what it said counts also where two who are not one person share it."""
    address = read_email(person.recipient.email) if channel.kind == "email" else ""
    number = ids.identity_id("email", address)
    return person.identity_ids if not address or number in person.identity_ids else (*person.identity_ids, number)
