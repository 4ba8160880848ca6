"""Stamps for a hundred people in one transaction, as if they had been given one after the other.

On most cards a stamp is only one more: these are written in sets. Whoever fills a card, comes to a reward, is on the
way to the next card or gets none takes the way of a single stamp, in the same transaction.
"""

from collections import Counter as Counts
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
from django.db import connection, transaction

from polku.act.rewards import programs
from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.grant import Each, grant_each
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.stamps import causes, refused, times, whose
from polku.act.rewards.stamps.hand import Hand
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.terms import read
from polku.kit import bulk, clock

AT_ONCE = 100  # people: if all of them fill a card by it, others wait for more than a second


class Gift(msgspec.Struct, frozen=True):
    """So many stamps of a program for a cause, whatever the day and however often."""

    program: Program
    amount: int
    cause: str
    now: datetime
    store: str = ""
    by: str = ""

    @property
    def now_ms(self) -> int:
        return clock.to_ms(self.now)

    @property
    def tail(self) -> str:
        return causes.tail_of(self.program.pk, self.cause)


@transaction.atomic
def give(gift: Gift, people: Sequence[int]) -> int:
    """Returns how many got them just now. Raises Refused with NOT_LIVE where nothing is given."""
    gift = msgspec.structs.replace(gift, program=Program.objects.get(pk=gift.program.pk))
    persons = _persons(people)
    _take_turns(persons)
    simple = _simple(gift, persons) if gift.program.state == Program.State.LIVE and gift.amount > 0 else {}
    _write(gift, simple)
    return len(simple) + sum(_alone(gift, one) for one in persons if one not in simple)


def _persons(people: Sequence[int]) -> dict[int, list[int]]:
    """By the number that is said first of each, all of theirs."""
    names = whose.names_of_each(people)
    seen = set[int]()
    found: dict[int, list[int]] = {}
    for one in dict.fromkeys(people):
        if names[one][0] not in seen:
            seen.add(names[one][0])
            found[one] = names[one]
    return found


def _take_turns(persons: dict[int, list[int]]) -> None:
    scopes = sorted({whose.scope(names[0]) for names in persons.values()})
    with connection.cursor() as cursor:
        rows = [(0, scope, 1) for scope in scopes]  # in one order, so that two never wait for each other
        bulk.change(cursor, sql.HOLD_COUNTERS, rows, vendor=connection.vendor)


def _simple(gift: Gift, persons: dict[int, list[int]]) -> dict[int, tuple[Hand, int]]:
    """Whose card gets only more stamps by it: the card, and how many it begins with."""
    every = sorted({number for names in persons.values() for number in names})
    had = _had(gift, every)
    lots, done, begun = _lots(gift, every), _filled(gift.program.pk, every), _begun(gift.program.pk, every)
    rows = {row.number: row for row in Terms.objects.filter(program=gift.program).select_related("program")}
    terms = {number: read(row.terms) for number, row in rows.items()}
    latest = programs.latest(gift.program).number
    after = Program.objects.filter(pk=terms[latest].next or 0, kind=Program.Kind.STAMPS, state=Program.State.LIVE)
    goes_on = after.exclude(pk=gift.program.pk).exists()
    found: dict[int, tuple[Hand, int]] = {}
    for one, names in persons.items():
        if any(number in had for number in names):
            continue
        held = sorted((lot for number in names for lot in lots.get(number, ())), key=lambda lot: lot.pk)
        number = held[0].terms if held else latest
        hand = Hand(rows[number], terms[number], tuple(held))
        cards = sum(done[name] for name in names)
        welcome = 0 if any(name in begun for name in names) else hand.terms.welcome
        has = hand.has + welcome + gift.amount
        passed = any(hand.has < reward.at <= has for reward in hand.terms.rewards)
        most = hand.terms.limits.cards
        if has < hand.terms.size and not passed and not (cards and goes_on) and (most is None or cards < most):
            found[one] = hand, welcome
    return found


def _had(gift: Gift, every: Sequence[int]) -> Collection[int]:
    cause = causes.of_stamp(causes.GIFT, 0, gift.tail)
    return set(Movement.objects.filter(cause=cause, identity_id__in=every).values_list("identity_id", flat=True))


def _lots(gift: Gift, every: Sequence[int]) -> dict[int, list[Lot]]:
    rows = Lot.objects.filter(program_id=gift.program.pk, identity_id__in=every, left__gt=0, until_ms__gt=gift.now_ms)
    found: defaultdict[int, list[Lot]] = defaultdict(list)
    for lot in rows.order_by("pk").select_for_update():
        found[lot.identity_id].append(lot)
    return found


def _filled(program: int, every: Sequence[int]) -> Counts[int]:
    """Of how many cards the use stands under each name."""
    rows = Movement.objects.filter(program_id=program, identity_id__in=every, part=0, kind__in=("use", "back"))
    found: Counts[int] = Counts()
    for identity, kind in rows.values_list("identity_id", "kind"):
        found[identity] += 1 if kind == "use" else -1
    return found


def _begun(program: int, every: Sequence[int]) -> Collection[int]:
    rows = Movement.objects.filter(program_id=program, identity_id__in=every)
    return set(rows.values_list("identity_id", flat=True).distinct())


def _write(gift: Gift, simple: dict[int, tuple[Hand, int]]) -> None:
    zone = times.zone_of(gift.store)
    more: defaultdict[int, list[Each]] = defaultdict(list)
    first: defaultdict[int, list[Each]] = defaultdict(list)
    until_of: defaultdict[int, list[int]] = defaultdict(list)
    rows: dict[int, Terms] = {}
    for one, (hand, welcome) in simple.items():
        until = times.until_of(hand.terms.lasts, hand.until_ms, now=gift.now, zone=zone)
        rows[hand.row.number] = hand.row
        rest = (0, until, gift.store, gift.by)
        more[hand.row.number].append(Each(one, gift.amount, causes.of_stamp(causes.GIFT, 0, gift.tail), *rest))
        if welcome:
            begins = causes.of_stamp(causes.GIFT, causes.WELCOME, causes.tail_of(gift.program.pk, ""))
            first[hand.row.number].append(Each(one, welcome, begins, *rest))
        until_of[until] += [lot.pk for lot in hand.lots if lot.until_ms != until]
    for each in (first, more):
        for number in sorted(each):
            grant_each(rows[number], each[number], now_ms=gift.now_ms)
    for until, lots in until_of.items():
        Lot.objects.filter(pk__in=lots).update(until_ms=until)


def _alone(gift: Gift, one: int) -> bool:
    try:
        card = stamp(
            gift.program, one, gift.amount, gift.cause, now=gift.now, by=gift.by, store=gift.store, is_gift=True
        )
    except Refused as no:
        if no.word == refused.NOT_LIVE:
            raise
        return False
    return card.is_new
