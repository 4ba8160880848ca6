"""Whose store is closed now, of messages that go only while it is open; and until when."""

from collections.abc import Mapping, Sequence

from polku.kit import clock
from polku.kit.arrays import np
from polku.know.places.of_people import open_at
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.models import Wording
from polku.say.outbox.people import Addressee


def closed(
    block: Sequence[Claimed], *, people: Mapping[int, Addressee], wordings: Mapping[str, Wording], now_ms: int
) -> dict[int, int]:
    """By message: the instant, in milliseconds, at which the store of whoever it is for opens."""
    causes = {cause for cause, wording in wordings.items() if wording.waits_for_store}
    profiles = {
        one.id: people[one.identity_id].recipient.profile_id
        for one in block
        if one.cause in causes and one.identity_id in people
    }
    if not profiles:
        return {}
    asked = np.unique(np.fromiter(profiles.values(), np.int64))
    opens = dict(zip(asked.tolist(), open_at(asked, now=clock.from_ms(now_ms)).tolist(), strict=True))
    return {number: opens[profile] for number, profile in profiles.items() if opens[profile] > now_ms}
