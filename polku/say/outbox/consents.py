"""Who of a block may be written to: asked of the people's consents at the last moment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from polku.kit import ids
from polku.know.people.claims import read_email
from polku.know.people.consent.may_send import reasons, said_by
from polku.say.channels.channel import Channel
from polku.say.outbox.claim import Claimed
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
        asked = {claimed.identity_id for claimed in messages}
        why = reasons(asked, said, purpose, channel.name, topic, is_opt_out=channel.is_opt_out)
        found.update({claimed.id: why[claimed.identity_id] for claimed in messages if why[claimed.identity_id]})
    return found


def _speakers(person: Addressee, channel: Channel) -> Sequence[int]:
    """All of their identities, and the mailbox: what it said counts also where two who are not one person share it."""
    address = read_email(person.recipient.email) if channel.name == "email" else ""
    number = ids.identity_id("email", address)
    return person.identity_ids if not address or number in person.identity_ids else (*person.identity_ids, number)
