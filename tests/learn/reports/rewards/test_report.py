"""A program's report: each of its numbers counted once more, plainly, from the movements."""

import random
from statistics import median

import pytest

from polku.act.rewards.counted import counted
from polku.act.rewards.ledger import end, grant, use
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.ranks.models import RankHeld
from polku.kit import clock, ids
from polku.know.orders.models import Order
from polku.know.people.models import Identity
from polku.learn.reports.effect import Effect, Side
from polku.learn.reports.rewards.as_csv import as_csv
from polku.learn.reports.rewards.asked import ask
from polku.learn.reports.rewards.pace import spread
from polku.learn.reports.rewards.people import Unknown, count, people
from polku.learn.reports.rewards.report import report
from polku.learn.reports.rewards.returned import COST, OfCampaign
from polku.learn.trials.groups import Difference
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW_MS = clock.to_ms(NOON)
NAMES = [f"p{number}" for number in range(12)]
WHO = [ids.identity_id("user_id", name) for name in NAMES]


@pytest.fixture
def program(log_events, carry_on):
    """Ninety days of a coupon that can be used twice, in two stores; some buy something with it."""
    log_events(*[{"type": "identify", "userId": name} for name in NAMES])
    row = Program.objects.create(kind="coupon", name="Tea", currency="EUR", state="live")
    terms = Terms.objects.create(program=row, number=1, terms={})
    dice = random.Random(7)
    for day in range(90):
        now_ms = NOW_MS - (90 - day) * clock.DAY_MS
        given = grant.Given(2, now_ms, now_ms + dice.choice((5, 60, 400)) * clock.DAY_MS, by=dice.choice(("", "key:1")))
        grant.grant(terms, dice.sample(WHO, 2), f"{row.pk}/g{day}", given, now_ms=now_ms)
        lots = list(Lot.objects.filter(left__gt=0, until_ms__gt=now_ms).order_by("pk"))
        for nth, lot in enumerate(dice.sample(lots, min(2, len(lots)))):
            asked = use.Use(f"u{day}/{nth}", 1, dice.randint(0, 300), "EUR", dice.choice(("kallio", "")))
            made = use.use(row, lot, asked, now_ms=now_ms + nth * clock.HOUR_MS)
            if dice.random() < 0.2:
                use.undo(row, made, cause=f"b{day}/{nth}", now_ms=now_ms + 2 * clock.HOUR_MS)
            elif dice.random() < 0.5:
                name = NAMES[WHO.index(lot.identity_id)]
                at = clock.from_ms(now_ms + nth * clock.HOUR_MS + dice.choice((0, 3, 30)) * clock.HOUR_MS).isoformat()
                order = {"order_id": f"o{day}/{nth}", "revenue": 12.5, "currency": "EUR"}
                event = {"type": "track", "event": "Order Completed", "userId": name, "properties": order}
                log_events(event | {"timestamp": at})
        end.expire(now_ms=now_ms)
    end.expire(now_ms=NOW_MS)
    carry_on()
    return row


def test_it_is_what_the_movements_say_counted_plainly(program):
    found = report(program, now=NOON)

    moved = list(Movement.objects.filter(program_id=program.pk))
    undone = {one.of for one in moved if one.kind == "back"}
    uses = [one for one in moved if one.kind == "use" and one.pk not in undone]
    given = {one.pk: one for one in moved if one.kind == "grant"}
    first = {lot: min(one.at_ms for one in uses if one.lot == lot) for lot in {one.lot for one in uses}}
    times = sorted(at - given[lot].at_ms for lot, at in first.items())
    orders = [
        order
        for order in Order.objects.all()
        if any(
            use.identity_id == order.identity_id and -clock.HOUR_MS <= order.at_ms - use.at_ms <= clock.DAY_MS
            for use in uses
        )
    ]
    numbers = found.numbers
    assert (numbers.given.count, numbers.given.people) == (len(given), len({one.identity_id for one in given.values()}))
    assert (numbers.used.count, numbers.used_lots) == (len(uses), len(first))
    assert numbers.cost_minor == sum(one.money_minor for one in uses)
    assert numbers.until_used is not None
    assert numbers.until_used.median_ms in (times[len(times) // 2], times[len(times) // 2 - 1], median(times))
    assert numbers.earned("EUR").orders == len(orders) > 0
    assert numbers.earned("EUR").minor == sum(order.revenue_minor for order in orders)
    assert {part.key: (part.used, part.minor) for part in found.stores} == {
        store: (len(there), sum(one.money_minor for one in there))
        for store in ("", "kallio")
        if (there := [one for one in uses if one.store == store])
    }
    assert {part.key: (part.given, part.used) for part in found.ways} == {
        by: (len(mine), len(mine & first.keys()))
        for by in ("", "key:1")
        if (mine := {pk for pk, one in given.items() if one.by == by})
    }
    over = {lot.pk for lot in Lot.objects.all() if lot.until_ms <= NOW_MS}
    expired = sum(one.amount for one in moved if one.kind == "expired")
    assert numbers.breakage == pytest.approx(expired / sum(given[lot].amount for lot in over))


def test_its_sums_are_the_ledgers(program):
    found, ledger = report(program, now=NOON), counted([program])[program.pk]

    numbers = found.numbers
    assert (numbers.given.count, numbers.used.count, numbers.expired.count) == (
        ledger.issued,
        ledger.used,
        ledger.expired,
    )
    assert sum(month.given for month in found.months) == ledger.issued
    assert sum(month.used for month in found.months) == numbers.used.count
    assert sum(part.used for part in found.stores) == numbers.used.count
    left = sum(Lot.objects.values_list("left", flat=True))
    assert numbers.given.amount - numbers.used.amount - numbers.expired.amount == left == numbers.open_amount


@pytest.mark.parametrize("kind", ["given", "used", "expired", "undone"])
def test_every_number_opens_its_people(program, kind):
    numbers = report(program, now=NOON).numbers

    found = [line.identity for line in people(program, kind, now=NOON)]

    assert len(found) == len(set(found)) == getattr(numbers, kind).people == count(program, kind, now=NOON)
    parts = [line for skip in range(0, 12, 5) for line in people(program, kind, now=NOON, skip=skip, most=5)]
    assert [line.identity for line in parts] == found


def test_every_part_opens_its_people(program):
    """Each counted once more, plainly: which people had a movement of that kind there."""
    found, moved = report(program, now=NOON), list(Movement.objects.filter(program_id=program.pk))
    undone = {one.of for one in moved if one.kind == "back"}
    uses = [one for one in moved if one.kind == "use" and one.pk not in undone]
    given = {one.pk: one for one in moved if one.kind == "grant"}
    took: dict[int, int] = {}
    for one in uses:
        took[one.lot] = min(took.get(one.lot, NOW_MS), one.at_ms - given[one.lot].at_ms)

    for way in found.ways:
        theirs = {one.identity_id for one in given.values() if one.by == way.key}
        assert _opened(program, "given", "way", way.key) == theirs
        assert len(theirs) == way.people
        used = {one.identity_id for one in uses if given[one.lot].by == way.key}
        assert _opened(program, "used", "way", way.key) == used
    for store in found.stores:
        assert _opened(program, "used", "store", store.key) == {
            one.identity_id for one in uses if one.store == store.key
        }
    for month in found.months:
        name = month.first.strftime("%Y-%m")
        then = [one for one in uses if clock.from_ms(one.at_ms).strftime("%Y-%m") == name]
        assert month.used == len(then)
        assert _opened(program, "used", "month", name) == {one.identity_id for one in then}
        over = [one for one in moved if one.kind == "expired" and f"{clock.from_ms(one.at_ms):%Y-%m}" == name]
        assert month.expired == len(over)
        assert _opened(program, "expired", "month", name) == {one.identity_id for one in over}
    after = 0
    for step in found.numbers.paces:
        until = step.hours * clock.HOUR_MS or NOW_MS
        lots = [lot for lot, ms in took.items() if (after < ms or not after) and ms <= until]
        people_of = {given[lot].identity_id for lot in lots}
        assert (step.used, step.people) == (len(lots), len(people_of))
        assert _opened(program, "used", "within", str(step.hours)) == people_of
        after = until
    assert sum(step.used for step in found.numbers.paces) == len(took)


def _opened(program, kind, by, key):
    """Whom a number opens; and it says how many these are."""
    found = [line.identity for line in people(program, kind, by=by, key=key, now=NOON)]
    assert len(found) == len(set(found)) == count(program, kind, by=by, key=key, now=NOON)
    return set(found)


@pytest.mark.parametrize(
    ("kind", "by", "key"),
    [("no such", "", ""), ("expired", "store", ""), ("given", "month", "2026-13"), ("used", "within", "5"),
     ("given", "reached", "many"), ("stands", "rank", "gold"), ("given", "nothing", "")],
)  # fmt: skip
def test_what_is_no_number_opens_nobody(program, kind, by, key):
    with pytest.raises(Unknown):
        count(program, kind, by=by, key=key, now=NOON)


def test_whoever_has_two_names_stands_there_once(program):
    before = report(program, now=NOON).numbers
    twins = WHO[:2]
    both = {one for one in twins if Movement.objects.filter(program_id=program.pk, identity_id=one).exists()}
    Identity.objects.filter(pk__in=twins).update(profile_id=twins[0])

    numbers = report(program, now=NOON).numbers

    assert both == set(twins)
    assert numbers.given.people == before.given.people - 1
    for kind in ("given", "used", "expired"):
        assert getattr(numbers, kind).people == len(list(people(program, kind, now=NOON)))
    assert numbers.never_people == len(list(people(program, "never", now=NOON)))
    assert numbers.open_people == len(list(people(program, "open", now=NOON)))


def test_who_stands_on_which_rank():
    ranks = [{"key": key, "name": key.title(), "at": at} for key, at in (("silver", 10), ("gold", 20))]
    ladder = Program.objects.create(kind="ranks", name="Ladder", currency="EUR", state="live")
    Terms.objects.create(program=ladder, number=1, terms={"title": "Ladder", "ranks": ranks})
    for who, rank in zip(WHO, ("gold", "silver", "silver", "gone"), strict=False):
        RankHeld.objects.create(program_id=ladder.pk, identity_id=who, rank=rank, since_ms=NOW_MS)

    found = report(ladder, now=NOON)

    assert [(step.key, step.people) for step in found.ladder] == [("gold", 1), ("silver", 2)]
    assert _opened(ladder, "stands", "rank", "silver") == set(WHO[1:3])


def test_who_never_used_it_and_who_can_still(program):
    used = {line.identity for line in people(program, "used", now=NOON)}
    given = {line.identity for line in people(program, "given", now=NOON)}

    assert {line.identity for line in people(program, "never", now=NOON)} == given - used
    holding = set(Lot.objects.filter(left__gt=0, until_ms__gt=NOW_MS).values_list("identity_id", flat=True))
    assert {line.identity for line in people(program, "open", now=NOON)} == holding


def test_what_came_back_of_a_campaigns_cost(program):
    Movement.objects.filter(program_id=program.pk, kind="grant", by="key:1").update(by="campaign:7")
    until_ms = NOW_MS - 40 * clock.DAY_MS
    given = set(Movement.objects.filter(by="campaign:7").values_list("pk", flat=True))
    undone = set(Movement.objects.filter(kind="back").values_list("of", flat=True))
    uses = Movement.objects.filter(kind="use", lot__in=given, at_ms__lt=until_ms).exclude(pk__in=undone)
    side = Side(10, 5, 100.0)
    difference = Difference(3, 1, 5)
    brought = Effect(
        goal="", days=30, since=NOON, until=NOON, is_over=True, percent=10, currency="EUR", asked=side, holdout=side,
        crossed=0, difference=None, revenue=difference, sizes=None,
    )  # fmt: skip

    [(cost,)] = ask(COST, [program.pk, "campaign:7", until_ms])
    back = OfCampaign(7, "Tea", brought, 500, "EUR").returned

    assert cost == sum(one.money_minor for one in uses) > 0
    assert back is not None
    assert (back.value, back.low, back.high) == (6, 2, 10)  # ten were asked: 30 because of it, for 5 that it cost
    assert OfCampaign(7, "Tea", brought, 500, "JPY").returned is None
    assert OfCampaign(7, "Tea", brought, 0, "EUR").returned is None


def test_as_a_table(program):
    rows = as_csv(report(program, now=NOON)).splitlines()

    assert rows[0] == "part,what,number"
    assert any(row.startswith("store,kallio,") for row in rows)


def test_stamps_are_a_funnel_and_nothing_is_nothing():
    cups = Program.objects.create(kind="stamps", name="Cups", currency="EUR", state="live")
    empty = report(cups, now=NOON)
    terms = Terms.objects.create(program=cups, number=1, terms={})
    for person, stamps in zip(WHO, (1, 1, 3, 4), strict=False):
        grant.grant(terms, [person], f"c{person}", grant.Given(stamps), now_ms=NOW_MS)

    assert (empty.numbers.use_rate, empty.months, empty.funnel) == (None, [], [])
    assert [(step.at, step.people) for step in report(cups, now=NOON).funnel] == [(1, 4), (2, 2), (3, 2), (4, 1)]
    assert _opened(cups, "given", "reached", "3") == {WHO[2], WHO[3]}

    end.withdraw(
        list(Lot.objects.filter(identity_id=WHO[3]).values_list("pk", flat=True)), cause="undo", by="", now_ms=NOW_MS
    )
    assert [(step.at, step.people) for step in report(cups, now=NOON).funnel] == [(1, 3), (2, 1), (3, 1)]
    assert _opened(cups, "given", "reached", "1") == set(WHO[:3])


def test_quarters_of_times():
    found = spread([1, 2, 3, 4, 5])
    assert found is not None
    assert (found.quarter_ms, found.median_ms, found.three_quarters_ms) == (2, 3, 4)
    assert spread([]) is None
