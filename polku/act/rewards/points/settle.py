"""Orders: the ledger is moved to what each of them is worth as it stands now.

So it does not matter in which order an order, its changes and its refunds are heard, nor how often.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from polku.act.rewards.ledger.grant import Each, grant_each
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.points import debts, reverse
from polku.act.rewards.points.lines import Address, lines_of
from polku.act.rewards.points.models import Earning
from polku.act.rewards.points.terms import PointsTerms, read
from polku.act.rewards.points.whose import all_of_each
from polku.act.rewards.points.worth import Purchase, asks_goods, worth
from polku.act.rewards.ranks.standing import factors_of
from polku.kit import clock, ids
from polku.know.events.event import Event
from polku.know.events.models import LogBatch
from polku.know.orders.models import Order
from polku.know.people.find import profile_ids
from polku.know.teams.begin import the_team

PART = 500
KEPT = ("points", "earned", "taken", "lapsed", "owed", "times")


def settle(program: Program, orders: Sequence[Order], at_hand: Mapping[Address, Event], *, now: datetime) -> None:
    """`at_hand`: events of the block, by their place: what of an order stands there is not read again."""
    for start in range(0, len(orders), PART):
        _settle(program, orders[start : start + PART], at_hand, now=now)


@transaction.atomic
def _settle(program: Program, orders: Sequence[Order], at_hand: Mapping[Address, Event], *, now: datetime) -> None:
    promised = {row.number: row for row in Terms.objects.filter(program=program).select_related("program")}
    terms = {number: read(row.terms) for number, row in promised.items()}
    latest = max(promised)
    rows = Earning.objects.filter(program_id=program.pk, order_id__in=[order.pk for order in orders])
    stand: dict[int, Earning] = {row.order_id: row for row in rows.order_by("pk").select_for_update()}
    wanted = [
        order
        for order in {one.pk: one for one in orders}.values()
        if order.pk in stand or _counts(program, terms[latest], order)
    ]
    wanted = [order for order in wanted if order.pk in stand or _is_trusted(terms[latest], order, at_hand)]
    factors = _factors([order for order in wanted if order.pk not in stand])
    asking = [order for order in wanted if asks_goods(terms[stand[order.pk].terms if order.pk in stand else latest])]
    lines = lines_of(asking, at_hand) if asking else {}
    rises: dict[int, list[Each]] = {}
    zone = the_team().time_zone
    changed: list[Earning] = []
    falls: list[tuple[Earning, int]] = []
    for order in wanted:
        row = stand.get(order.pk) or _begun(program, order, latest, factors)
        is_whole = not asks_goods(terms[row.terms]) or order.pk in lines
        paid, back = order.revenue_minor, order.revenue_minor if order.is_cancelled else order.refunded_minor
        if not is_whole and back < paid:
            continue  # the log no longer tells what was in it
        points = worth(terms[row.terms], Purchase(paid, back, lines.get(order.pk, ())), factor=row.factor)
        if points > row.points and program.state == Program.State.LIVE:
            rises.setdefault(row.terms, []).append(
                _rise(row, points - row.points, terms[row.terms], now=now, zone=zone)
            )
            changed.append(row)
        elif points < row.points:
            falls.append((row, row.points - points))
            changed.append(row)
    for number, each in sorted(rises.items()):
        grant_each(promised[number], each, now_ms=clock.to_ms(now))
    for row, amount in falls:
        reverse.take(program, row, amount, now_ms=clock.to_ms(now))
    _keep(changed)
    if rises and debts.is_any(program.pk):
        for person in all_of_each({one.identity_id for each in rises.values() for one in each}):
            debts.pay(program, person, now_ms=clock.to_ms(now))


def _keep(changed: Sequence[Earning]) -> None:
    for row in changed:
        row.pk = None  # the order names it
    Earning.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["order_id", "program_id"], update_fields=KEPT
    )


def cause_of(row: Earning, nth: int) -> str:
    """Of the nth change of what it is worth."""
    return f"{row.program_id}/order/{ids.public(row.order_id)}/{nth}"


def _counts(program: Program, terms: PointsTerms, order: Order) -> bool:
    """What was bought before there was a program earns nothing, nor what was paid in other money."""
    is_its = order.identity_id is not None and order.currency == program.currency and not order.is_cancelled
    since_ms = clock.to_ms(program.created_at)
    return is_its and bool(terms.per) and program.state == Program.State.LIVE and order.at_ms >= since_ms


def _is_trusted(terms: PointsTerms, order: Order, at_hand: Mapping[Address, Event]) -> bool:
    if not terms.sources:
        return True
    said = at_hand.get((order.seq, order.index))
    source = said.source if said is not None else LogBatch.objects.values_list("source", flat=True).get(seq=order.seq)
    return source in terms.sources or source == 0  # what our own till has recorded


def _factors(orders: Sequence[Order]) -> Mapping[int, int]:
    """By identity, in percent."""
    owners = profile_ids(order.identity_id for order in orders if order.identity_id is not None)
    found = factors_of(set(owners.values()))
    return {identity: found.get(profile, 100) for identity, profile in owners.items()}


def _begun(program: Program, order: Order, terms: int, factors: Mapping[int, int]) -> Earning:
    assert order.identity_id is not None  # _counts
    return Earning(
        program_id=program.pk,
        order_id=order.pk,
        identity_id=order.identity_id,
        terms=terms,
        factor=factors.get(order.identity_id, 100),
        at_ms=order.at_ms,
    )


def _rise(row: Earning, amount: int, terms: PointsTerms, *, now: datetime, zone: str) -> Each:
    row.points += amount
    row.earned += amount
    row.times += 1
    begins, ends = terms.window(earned=clock.from_ms(row.at_ms), now=now, zone=zone)
    return Each(row.identity_id, amount, cause_of(row, row.times), begins, ends)
