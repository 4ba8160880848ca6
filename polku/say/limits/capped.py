"""Who of a block would get more than a cap allows: computed for all of them at once."""

from collections.abc import Mapping, Sequence

import msgspec

from polku.kit import clock
from polku.kit.arrays import Flags, Numbers, np
from polku.say.limits.terms import Terms
from polku.say.limits.way.room import Ahead, Came, Room

STEP_ASIDE_MS = 5 * clock.SECOND_MS
LONGEST_ASIDE_MS = 10 * clock.MINUTE_MS


class Got(msgspec.Struct, frozen=True):
    """Messages that people got, or may get: arrays of one length. A person is a number from 0 on."""

    person: Numbers
    at_ms: Numbers  # arrived: when; under way: when it is tried again, 0 while somebody has it in hand
    scope: Numbers  # which of `scopes`
    is_under_way: Flags
    number: Numbers  # of the message
    scopes: Sequence[tuple[str, str]]  # channel, purpose


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """A message that is about to leave.

    `goes`: it was let go before, and what became of it must be asked. `is_tried`: it may have been; that was not told.
    """

    id: int
    person: int
    scope: tuple[str, str]
    goes: bool = False
    is_tried: bool = False
    cause: str = ""


class Full(msgspec.Struct, frozen=True, gc=False):
    """They have got as much as they may."""

    terms: Terms


class Waits(msgspec.Struct, frozen=True, gc=False):
    """What is on its way to them decides."""

    wait_ms: int
    terms: Terms


class GaveWay(msgspec.Struct, frozen=True, gc=False):
    """There would be no room any more for something of higher priority: the number of that."""

    to: int


def capped(
    caps: Sequence[Terms],
    got: Got,
    wanted: Sequence[Wanted],
    *,
    people: int,
    now_ms: int,
    ahead: Mapping[str, Sequence[Ahead]] | None = None,
) -> dict[int, Full | Waits | GaveWay]:
    """By message, of those that may not leave now. What leaves is counted for what comes after it in the block.

    `ahead`: by cause, what its messages give way to.
    """
    if not caps:
        return {}
    came = [_came(terms, got) for terms in caps]
    counts = [_counted(terms, got, came[place], people=people, now_ms=now_ms) for place, terms in enumerate(caps)]
    if not ahead and _has_room(caps, counts, wanted, people=people):
        return {}
    room = Room(caps, came, [leaving for _came, leaving in counts], ahead or {}, people=people, now_ms=now_ms)
    found: dict[int, Full | Waits | GaveWay] = {}
    firsts = {cause: len(rows) for cause, rows in (ahead or {}).items()}
    # What gives way to nothing first: by then it is known what becomes of it.
    for one in sorted(wanted, key=lambda one: (not one.goes, not one.is_tried, firsts.get(one.cause, 0), one.id)):
        theirs = [place for place, terms in enumerate(caps) if terms.counts(*one.scope)]
        verdict: Full | Waits | GaveWay | None = None
        if not one.goes:
            verdict = _verdict(one, [(caps[place], counts[place]) for place in theirs])
        if verdict is None and not (one.goes or one.is_tried):  # for what may have left there was room then
            first = room.first(one.cause, one.person, caps=theirs)
            verdict = GaveWay(first) if first is not None else None
        if verdict is None or one.is_tried:  # which may have arrived, whether it goes again or not
            for place in theirs:
                counts[place][1][one.person] += 1
        if verdict is not None:
            found[one.id] = _aside(one, got, verdict.terms, now_ms=now_ms) if isinstance(verdict, Waits) else verdict
        if not isinstance(verdict, Waits):
            room.has_come(one.cause, one.person)
    return found


def _ours(terms: Terms, got: Got) -> Flags:
    """Which messages a cap counts."""
    speaks = np.array([terms.counts(*scope) for scope in got.scopes], bool)
    return np.asarray(speaks[got.scope] if len(got.scopes) else np.zeros(len(got.person), bool))


def _came(terms: Terms, got: Got) -> Came:
    ours = _ours(terms, got) & ~got.is_under_way
    return Came(got.person[ours], got.at_ms[ours])


def _counted(terms: Terms, got: Got, came: Came, *, people: int, now_ms: int) -> tuple[Numbers, Numbers]:
    """For each person: how many arrived within the window, and how many are on their way."""
    return (
        np.bincount(came.person[came.at_ms > now_ms - terms.window_ms], minlength=people),
        np.bincount(got.person[_ours(terms, got) & got.is_under_way], minlength=people),
    )


def _has_room(
    caps: Sequence[Terms], counts: Sequence[tuple[Numbers, Numbers]], wanted: Sequence[Wanted], *, people: int
) -> bool:
    """Whether nobody comes near a cap, be everything of the block for them: mostly."""
    asked = np.bincount(np.fromiter((one.person for one in wanted), np.int64, len(wanted)), minlength=people)
    return all(
        bool((arrived + under_way + asked <= terms.most).all())
        for terms, (arrived, under_way) in zip(caps, counts, strict=True)
    )


def _verdict(one: Wanted, ours: Sequence[tuple[Terms, tuple[Numbers, Numbers]]]) -> Full | Waits | None:
    waits = None
    for terms, (arrived, under_way) in ours:
        if arrived[one.person] >= terms.most:
            return Full(terms)
        if waits is None and arrived[one.person] + under_way[one.person] >= terms.most:
            waits = Waits(0, terms)
    return waits


def _aside(one: Wanted, got: Got, terms: Terms, *, now_ms: int) -> Full | Waits:
    """The younger waits longer: two that step aside for each other do not meet again."""
    theirs = got.is_under_way & (got.person == one.person)
    again_ms = int(got.at_ms[theirs].max(initial=0))
    if one.is_tried and again_ms:
        # Either may have arrived, and neither is in anybody's hands: they would wait for each other for ever.
        return Full(terms)
    elder = int((got.number[theirs] < one.id).sum())
    wait_ms = min(max(0, again_ms - now_ms), LONGEST_ASIDE_MS)
    return Waits(wait_ms + STEP_ASIDE_MS * (1 + elder), terms)
