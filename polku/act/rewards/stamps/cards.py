"""The stamp cards that somebody has."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.stamps.terms import Reward, StampTerms, read


class Card(msgspec.Struct, frozen=True):
    """One card. `at_ms`: when each of its stamps was given. `completed`: how many were filled before it.

    The rest is told by whoever stamps: `stamp` is the number by which it can be undone, `is_new` whether it happened
    just now, `filled` how many cards it filled, `given` and `missed` what there was for it.
    """

    program: Program
    terms: StampTerms
    at_ms: tuple[int, ...] = ()
    until_ms: int | None = None  # None: for good
    completed: int = 0
    stamp: int = 0
    is_new: bool = False
    filled: int = 0
    given: tuple[Reward, ...] = ()
    missed: tuple[Reward, ...] = ()

    @property
    def has(self) -> int:
        return min(len(self.at_ms), self.terms.size)

    @property
    def missing(self) -> int:
        return self.terms.size - self.has


def cards_of(identities: Sequence[int], *, now_ms: int) -> list[Card]:
    """What ends first before the rest, empty ones last. Empty ones of live programs, where they are shown."""
    live = Program.objects.filter(kind=Program.Kind.STAMPS, state=Program.State.LIVE)
    held = _held(identities, now_ms=now_ms)
    programs = Program.objects.filter(kind=Program.Kind.STAMPS).in_bulk(list(held)) | {row.pk: row for row in live}
    cards = _read(programs, held, identities)
    shown = [card for card in cards if card.at_ms or _is_shown_empty(card, cards)]
    return sorted(shown, key=lambda card: (not card.at_ms, card.until_ms or FOR_EVER_MS, -card.has, card.program.pk))


def is_any(identities: Sequence[int]) -> bool:
    """Whether there are cards at all for them."""
    programs = Program.objects.filter(kind=Program.Kind.STAMPS)
    if programs.filter(state=Program.State.LIVE).exists():
        return True
    theirs = Lot.objects.filter(identity_id__in=identities, left__gt=0)
    return theirs.filter(program_id__in=list(programs.values_list("pk", flat=True))).exists()


def card_of(program: Program, identities: Sequence[int], *, now_ms: int) -> Card:
    """Of this program, empty or not."""
    held = _held(identities, now_ms=now_ms)
    return _read({program.pk: program}, held, identities)[0]


def _held(identities: Sequence[int], *, now_ms: int) -> dict[int, list[Lot]]:
    rows = Lot.objects.filter(identity_id__in=identities, left__gt=0, until_ms__gt=now_ms).order_by("pk")
    held: dict[int, list[Lot]] = defaultdict(list)
    for lot in rows:
        held[lot.program_id].append(lot)
    return held


def _read(programs: dict[int, Program], held: dict[int, list[Lot]], identities: Sequence[int]) -> list[Card]:
    terms: dict[tuple[int, int], StampTerms] = {}
    newest: dict[int, StampTerms] = {}
    for row in Terms.objects.filter(program__in=programs).order_by("program_id", "number"):
        terms[row.program_id, row.number] = newest[row.program_id] = read(row.terms)
    theirs = Movement.objects.filter(identity_id__in=identities, program_id__in=programs)
    moved = theirs.values_list("program_id", "kind", "part", "pk", "at_ms")
    done: Counter[int] = Counter()
    at_ms: dict[int, int] = {}
    for of, kind, part, number, when in moved:
        at_ms[number] = when
        if part == 0 and kind in (Movement.Kind.USE, Movement.Kind.BACK):
            done[of] += 1 if kind == Movement.Kind.USE else -1
    cards = []
    for number, program in programs.items():
        lots = held.get(number, [])
        until = max((lot.until_ms for lot in lots), default=FOR_EVER_MS)
        cards.append(
            Card(
                program,
                terms[number, lots[0].terms] if lots else newest[number],
                at_ms=tuple(at_ms[lot.pk] for lot in lots for _each in range(lot.left)),
                until_ms=until if until < FOR_EVER_MS else None,
                completed=done[number],
            )
        )
    return cards


def _is_shown_empty(card: Card, cards: Sequence[Card]) -> bool:
    """Not where another card comes first, nor where this one's follower has come, nor when they have had them all."""
    if card.program.state != Program.State.LIVE or not card.terms.is_shown_empty:
        return False
    if card.terms.limits.cards is not None and card.completed >= card.terms.limits.cards:
        return False
    live = {one.program.pk for one in cards if one.program.state == Program.State.LIVE}
    before = [one for one in cards if one.terms.next == card.program.pk and one.program.pk != card.program.pk]
    has_moved_on = card.completed and card.terms.next in live and card.terms.next != card.program.pk
    return not has_moved_on and (not before or any(one.completed for one in before))
