"""A budget holds: counted with each use, stopped by itself, warned of before."""

import pytest

from polku.act.rewards import forget, programs
from polku.act.rewards.budgets import loop
from polku.act.rewards.budgets.choose import BadBudget, choose
from polku.act.rewards.budgets.cost import costs, liability
from polku.act.rewards.budgets.forecast import forecast
from polku.act.rewards.coupons import issue, redeem
from polku.act.rewards.ledger import grant, use
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.know.teams.models import Team, TrailEntry
from polku.learn.reports.rewards.numbers import numbers
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW_MS, DAY_MS = clock.to_ms(NOON), clock.DAY_MS


@pytest.fixture
def gift():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    terms = {"title": "A cake", "benefit": {"kind": "gift", "gift": "A cake", "cost_minor": 200}}
    made = programs.create("A cake", terms, currency="EUR", by=None)
    programs.become(made, "live", by=None)
    return Program.objects.get(pk=made.pk)


@pytest.fixture
def coupon():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    terms = {"title": "Three off", "benefit": {"kind": "amount", "minor": 300}}
    made = programs.create("Three off", terms, currency="EUR", by=None)
    programs.become(made, "live", by=None)
    return Program.objects.get(pk=made.pk)


def used(program: Program, who: int, minor: int = 300, *, cause: str = "") -> Movement:
    lot = Lot.objects.get(identity_id=who, program_id=program.pk)
    return use.use(program, lot, use.Use(cause or f"use/{who}", 1, minor, "EUR"), now_ms=NOW_MS)


def test_what_was_spent_stays_spent_when_somebody_is_forgotten(coupon):
    issue.issue(coupon, [1, 2, 3], "welcome", now=NOON)
    coupon = choose(coupon, 2_000, counts_open=False, by=None, now=NOON)
    used(coupon, 1)
    used(coupon, 2, 200)
    use.undo(coupon, used(coupon, 3), cause="undo", now_ms=NOW_MS)

    forget.forget(Whom([{1: ("user_id", "devi"), 3: ("user_id", "tom")}]))
    forget.forget(Whom([{1: ("user_id", "devi")}]))

    assert (costs([coupon.pk]), loop.spent(coupon, now=NOON).cost_minor) == ({coupon.pk: 500}, 500)
    assert numbers(coupon, NOON).cost_minor == 500
    forget.forget(Whom([{2: ("user_id", "aki")}]))
    assert (costs([coupon.pk]), Movement.objects.count()) == ({coupon.pk: 500}, 0)


def test_the_use_that_reaches_it_stops_the_program_and_what_people_have_they_can_use(coupon):
    issue.issue(coupon, [1, 2, 3, 4], "welcome", now=NOON)
    coupon = choose(coupon, 600, counts_open=False, by=None, now=NOON)

    used(coupon, 1)
    between = Program.objects.get(pk=coupon.pk).state
    used(coupon, 2)

    stopped = Program.objects.get(pk=coupon.pk)
    assert (between, stopped.state) == ("live", "paused")
    with pytest.raises(issue.NotLive):
        issue.issue(stopped, [5], "welcome", now=NOON)
    used(stopped, 3)
    assert costs([coupon.pk]) == {coupon.pk: 900}
    told = TrailEntry.objects.filter(action="program.spent")
    assert [entry.after["cost_minor"] for entry in told] == [600]


def test_what_is_undone_costs_nothing_and_the_count_is_what_the_movements_say(coupon):
    issue.issue(coupon, [1, 2], "welcome", now=NOON)
    before = used(coupon, 1, 200)
    coupon = choose(coupon, 1_000, counts_open=False, by=None, now=NOON)

    second = used(coupon, 2)
    use.undo(coupon, second, cause="b1", now_ms=NOW_MS)
    use.undo(coupon, before, cause="b2", now_ms=NOW_MS)

    assert Counter.objects.get(program_id=coupon.pk, scope="cost").count == 0
    assert costs([coupon.pk])[coupon.pk] == 0
    Counter.objects.filter(scope="cost").update(count=999)
    loop.tick(NOON)
    assert Counter.objects.get(scope="cost").count == 0


def test_a_warning_comes_before_the_end_and_what_is_open_counts_where_it_shall(coupon):
    issue.issue(coupon, [1, 2, 3], "welcome", now=NOON)
    coupon = choose(coupon, 1_100, counts_open=False, by=None, now=NOON)
    used(coupon, 1)

    loop.tick(NOON)
    calm = loop.near()
    coupon = choose(coupon, 1_100, counts_open=True, by=None, now=NOON)
    [warned] = loop.near()

    assert (calm, warned.cost_minor, warned.open_minor, warned.percent) == ([], 300, 600, 81)
    assert loop.tick(NOON) == 0
    choose(coupon, 900, counts_open=True, by=None, now=NOON)
    assert (loop.tick(NOON), loop.tick(NOON)) == (1, 0)
    assert Program.objects.get(pk=coupon.pk).state == "paused"


def test_what_is_open_in_money_and_where_nobody_knows():
    row = Program.objects.create(kind="coupon", name="Tenth", currency="EUR", state="live")
    terms = Terms.objects.create(program=row, number=1, terms={"benefit": {"kind": "percent", "percent": 10}})
    nothing = liability(row, now_ms=NOW_MS)
    grant.grant(terms, [1, 2, 3], "g", grant.Given(), now_ms=NOW_MS)
    unknown = liability(row, now_ms=NOW_MS)
    used(row, 1, 250)

    assert (nothing, unknown, liability(row, now_ms=NOW_MS)) == (0, None, 500)


def test_a_budget_is_above_zero(coupon):
    with pytest.raises(BadBudget):
        choose(coupon, 0, counts_open=False, by=None, now=NOON)
    assert choose(coupon, None, counts_open=False, by=None, now=NOON).budget_minor is None


def test_the_forecast_follows_what_was_used_before():
    row = Program.objects.create(kind="coupon", name="Old", currency="EUR", state="live")
    terms = Terms.objects.create(program=row, number=1, terms={})
    begun = NOW_MS - 40 * DAY_MS
    grant.grant(terms, range(1, 101), "old", grant.Given(1, begun, begun + 10 * DAY_MS), now_ms=begun)
    for who in range(1, 31):  # twenty on the second day, ten on the sixth
        lot, at = Lot.objects.get(identity_id=who), begun + (1 if who <= 20 else 5) * DAY_MS
        use.use(row, lot, use.Use(f"u{who}"), now_ms=at)
    new = NOW_MS - 3 * DAY_MS
    grant.grant(terms, range(201, 281), "new", grant.Given(1, new, new + 10 * DAY_MS), now_ms=new)

    found = forecast(row, now_ms=NOW_MS)

    # None of those three days old was used yet; of the eighty that came to their sixth day unused, ten were used on it.
    assert (found.open, found.expected) == (80, pytest.approx(80 * 10 / 80))
    assert forecast(row, now_ms=NOW_MS + 60 * DAY_MS).open == 0


def test_a_gift_costs_what_its_terms_say_and_counts_until_it_is_undone(gift):
    issue.issue(gift, [1, 2, 3], "welcome", now=NOON)
    gift = choose(gift, 400, counts_open=False, by=None, now=NOON)
    lots = [lot.pk for lot in Lot.objects.order_by("pk")]
    assert liability(gift, now_ms=NOW_MS) == 600

    first = redeem.redeem("a", redeem.Wanted(lots[0], NOON))[0]
    redeem.undo("b", first["use"], by="", at=NOON)
    between = costs([gift.pk])
    for lot in lots[1:]:
        answer, _is_new = redeem.redeem(f"c{lot}", redeem.Wanted(lot, NOON))

    assert (between, answer["off_minor"], costs([gift.pk])) == ({gift.pk: 0}, 0, {gift.pk: 400})
    assert Program.objects.get(pk=gift.pk).state == "paused"
    assert liability(gift, now_ms=NOW_MS) == 200
