"""How greetings read the log: who has just become a friend came by some source, and is told the first message.

An acting reader: it only goes forward. `LINE Followed` counts when LINE itself has said it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from polku.act.greetings.greet import greet
from polku.know.events.read import Block
from polku.say.channels.line.inbox.heard import Heard, heard
from polku.say.channels.line.inbox.names import FOLLOWED
from polku.say.channels.line.linking.arrived import known
from polku.say.channels.line.models import LineFriend
from polku.say.channels.line.sources.found import tell_found
from polku.say.channels.line.sources.meant import meant, take
from polku.say.channels.line.sources.models import LineSource

PART = 1_000


def fold(block: Block) -> None:
    by_account: dict[int, list[Heard]] = defaultdict(list)
    for one in heard(block.events):
        if one.event.name == FOLLOWED and one.user_id:
            by_account[one.account].append(one)
    for account, follows in by_account.items():
        firsts = _firsts(account, follows)
        sources = _sources(account, follows, firsts)
        new = [(one, sources.get(one.event.id)) for one in follows if firsts[one.event.id]]
        greet(account, [(one.event.identity_id, source) for one, source in new])


def _sources(account: int, follows: Sequence[Heard], firsts: Mapping[str, bool]) -> dict[str, LineSource]:
    """By event, where one is meant; said in the log and as a trait, so that rules know it."""
    if not follows:
        return {}
    found: dict[str, LineSource] = {}
    exact = known(account, {one.user_id for one in follows}, earliest_ms=min(one.event.time_ms for one in follows))
    sure = [(one, exact[one.user_id], True) for one in follows if one.user_id in exact]
    rest = [one for one in follows if one.user_id not in exact]
    guessed = zip(rest, meant(account, [one.event.time_ms for one in rest]), strict=True)
    for one, arrival, is_exact in [*sure, *((one, arrival, False) for one, arrival in guessed)]:
        at_ms, is_first = one.event.time_ms, firsts[one.event.id]
        if arrival is not None and take(arrival, followed_ms=at_ms, is_first=is_first, is_exact=is_exact):
            found[one.event.id] = arrival.source
            tell_found(one.user_id, one.name, arrival.source, cause=one.event.id, at_ms=at_ms, is_exact=is_exact)
    return found


def _firsts(account: int, follows: Sequence[Heard]) -> dict[str, bool]:
    """By event, whether it is the first that we know, and no end of a block."""
    users = sorted({one.user_id for one in follows})
    first_ms: dict[str, int | None] = {}
    for start in range(0, len(users), PART):
        rows = LineFriend.objects.filter(account=account, user_id__in=users[start : start + PART])
        first_ms |= dict(rows.values_list("user_id", "first_ms"))
    return {
        one.event.id: first_ms.get(one.user_id) == one.event.time_ms and one.said.get("is_unblocked") is not True
        for one in follows
    }
