"""Forgetting people's calls. The outbox has let go of their messages first, so nobody will ask for these again."""

from polku.know.events.forgetting.whom import Whom
from polku.say.channels.line.calls.call import read, unpacked
from polku.say.channels.line.calls.let_go import let_go
from polku.say.channels.line.calls.models import LineCall
from polku.say.channels.line.friends import IDENTITY

PART = 500


def forget(whom: Whom) -> int:
    """A request for many stays as it is until the others are through, within a day: its bytes must not change."""
    theirs = {value for kind, value in whom.identities.values() if kind == IDENTITY}
    if not theirs:
        return 0
    found: dict[int, list[int]] = {}
    for call in LineCall.objects.iterator(chunk_size=PART):
        people = read(bytes(call.body)).people
        numbers = unpacked(bytes(call.messages)) or (call.message_id,)
        gone = [number for number, name in zip(numbers, people, strict=True) if name in theirs]
        if gone:
            found.setdefault(call.account_id, []).extend(gone)
    for account, gone in found.items():
        let_go(account, gone)
    return sum(map(len, found.values()))
