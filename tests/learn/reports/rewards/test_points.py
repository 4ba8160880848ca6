"""What is open of points, in money and on any day; how they moved, and what became of them by their age."""

import random

import pytest

from polku.act.rewards.budgets.cost import liability
from polku.act.rewards.budgets.open_points import open_points
from polku.act.rewards.ledger import end, grant, use
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.ledger.take_back import take_back
from polku.kit import clock
from polku.learn.reports.rewards.ages import STEPS, ages
from polku.learn.reports.rewards.moves import moves
from polku.learn.reports.rewards.people import count, people
from tests.conftest import NOON
from tests.learn.reports.conftest import known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW_MS, DAY_MS = clock.to_ms(NOON), clock.DAY_MS


def program(kind="points", **terms):
    row = Program.objects.create(kind=kind, name=kind, currency="EUR", state="live")
    Terms.objects.create(program=row, number=1, terms={"title": kind, **terms})
    return row


@pytest.fixture
def year():
    """A year of points: given, pending, spent, undone, taken back, run out; and what there was on each day."""
    beans, dice, there = program(rate={"points": 3, "minor": 50}), random.Random(3), {}
    whose = [known(f"p{nth}") for nth in range(5)]
    for day in range(0, 900, 20):
        now_ms = NOW_MS - (900 - day) * DAY_MS
        begins, ends = now_ms + dice.choice((0, 15)) * DAY_MS, now_ms + dice.choice((40, 200, 2000)) * DAY_MS
        given = grant.Given(dice.randint(1, 90), begins, ends)
        grant.grant(beans.terms.get(), dice.sample(whose, 2), f"g{day}", given, now_ms=now_ms)
        end.expire(now_ms=now_ms)
        usable = list(Lot.objects.filter(left__gt=0, from_ms__lte=now_ms, until_ms__gt=now_ms).order_by("pk"))
        if usable:
            lot = dice.choice(usable)
            made = use.use(beans, lot, use.Use(f"burn/{day}", dice.randint(1, lot.left)), now_ms=now_ms)
            if dice.random() < 0.3:
                use.undo(beans, made, cause=f"b{day}", now_ms=now_ms)
            else:
                take_back(beans, [dice.choice(usable)], 1, cause=f"back/{day}", now_ms=now_ms)
        left = Lot.objects.filter(until_ms__gt=now_ms)
        there[now_ms] = tuple(
            sum(left.filter(**which).values_list("left", flat=True))
            for which in ({"from_ms__lte": now_ms}, {"from_ms__gt": now_ms})
        )
    end.expire(now_ms=NOW_MS)
    return beans, there


def test_what_was_open_on_any_day_is_what_lots_said_then(year):
    beans, there = year

    found = {at_ms: open_points(beans, at_ms=at_ms, is_now=False) for at_ms in there}

    assert {at_ms: (one.open, one.pending) for at_ms, one in found.items()} == there
    assert any(pending for _open, pending in there.values())


def test_in_money_by_the_rate_rounded_down_once(year):
    beans, _there = year
    left = sum(Lot.objects.filter(until_ms__gt=NOW_MS).values_list("left", flat=True))
    Counter.objects.create(program_id=beans.pk, scope=f"debt:{known('p1')}", count=7)

    found = open_points(beans, at_ms=NOW_MS)

    assert found.open + found.pending == left
    assert (found.owed, found.minor) == (7, left * 50 // 3) == (7, liability(beans, now_ms=NOW_MS))
    assert [line.identity for line in people(beans, "owing", now=NOON)] == [known("p1")]
    usable = set(
        Lot.objects.filter(left__gt=0, from_ms__lte=NOW_MS, until_ms__gt=NOW_MS).values_list("identity_id", flat=True)
    )
    assert {line.identity for line in people(beans, "usable", now=NOON)} == usable
    assert count(beans, "pending", now=NOON) == 0


def test_without_a_rate_the_most_usual_reward_counts_or_else_the_cheapest():
    tea, cake = program("coupon", benefit={"kind": "amount", "minor": 400}), program("coupon", benefit={"kind": "gift"})
    rewards = [
        {"points": 90, "title": "Cake", "prize": {"program": cake.pk}},
        {"points": 200, "title": "Two teas", "prize": {"program": tea.pk}},
        {"points": 100, "title": "Tea", "prize": {"program": tea.pk}},
    ]
    beans = program(rewards=rewards)
    grant.grant(beans.terms.get(), [known("a")], "g", grant.Given(550), now_ms=NOW_MS)
    cheapest = open_points(beans, at_ms=NOW_MS)
    use.use(beans, Lot.objects.get(), use.Use("burn/1", 200), now_ms=NOW_MS)

    usual = open_points(beans, at_ms=NOW_MS)

    assert cheapest.worth is not None
    assert usual.worth is not None
    assert (cheapest.worth.reward, cheapest.minor) == ("Tea", 550 * 400 // 100)
    assert (usual.worth.reward, usual.minor) == ("Two teas", 350 * 400 // 200)
    assert open_points(program(), at_ms=NOW_MS).minor == 0
    assert open_points(program(rewards=rewards[:1]), at_ms=NOW_MS).worth is None


def test_they_moved_so_that_what_is_there_is_left(year):
    beans, _there = year
    found = moves(beans)

    assert sum(one.change for one in found) == sum(Lot.objects.values_list("left", flat=True))
    assert [(one.kind, one.why) for one in found] == [
        ("given", ""),
        ("used", ""),
        ("expired", ""),
        ("withdrawn", "back"),
    ]
    for one in found:
        by = {"by": "why", "key": one.why} if one.why else {}
        assert (
            len(list(people(beans, one.kind, now=NOON, **by))) == one.people == count(beans, one.kind, now=NOON, **by)
        )


def test_by_age_each_lot_counts_once(year):
    beans, _there = year
    undone = set(Movement.objects.filter(kind="back").values_list("of", flat=True))
    plain: dict[int, dict[str, int]] = {}
    whose: dict[tuple[int, str], set[int]] = {}
    for lot in Lot.objects.all():
        days = (NOW_MS - Movement.objects.get(pk=lot.pk).at_ms) / DAY_MS
        step = next((one for one in STEPS if days < one), 0)
        row = plain.setdefault(step, dict.fromkeys(("given", "used", "expired", "withdrawn", "open"), 0))
        taken = Movement.objects.filter(lot=lot.pk).exclude(pk__in=undone).exclude(kind="back")
        moved = [("used" if one.kind == "use" else one.kind, one.amount) for one in taken]
        moved += [("open", lot.left)] if lot.until_ms > NOW_MS and lot.left else []
        for kind, much in [*moved, ("given", Movement.objects.get(pk=lot.pk).amount)]:
            row[kind] += much
            whose.setdefault((step, kind), set()).add(lot.identity_id)

    found = ages(beans, now_ms=NOW_MS)

    assert {one.days: {name: getattr(one, name) for name in plain[one.days]} for one in found} == plain
    for (step, kind), who in whose.items():
        if kind != "withdrawn":
            opened = {line.identity for line in people(beans, kind, by="age", key=str(step), now=NOON)}
            assert opened == who
