"""Messages of a block to people and addresses that get nothing but what belongs to the service."""

from collections.abc import Collection, Mapping, Sequence

from polku.kit import ids
from polku.know.people.claims import read_email
from polku.say.channels.channel import Channel
from polku.say.limits import never
from polku.say.limits.caps import exempt
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee


def never_written_to(
    block: Sequence[Claimed],
    channel: Channel,
    *,
    leave: Collection[int],
    people: Mapping[int, Addressee],
    wordings: Mapping[str, Wording],
) -> set[int]:
    """Of those that would `leave`, by message. A greeting or a test is no exception."""
    spared = exempt()
    ours = {
        one.id: people[one.identity_id]
        for one in block
        if one.id in leave and one.cause in wordings and wordings[one.cause].purpose not in spared
    }
    names = {number: person.identity_ids for number, person in ours.items()}
    mailboxes = {
        number: ids.identity_id(never.EMAIL, address)
        for number, person in ours.items()
        if channel.kind == "email" and (address := read_email(person.recipient.email))
    }
    return never.among(names, mailboxes) if ours else set()
