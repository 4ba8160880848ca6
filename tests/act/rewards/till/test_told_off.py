"""What a coupon for certain goods took off at the till: staff say it, and it is believed within its terms."""

import pytest

from polku.act.rewards.budgets.cost import costs
from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.coupons.told_off import Told, may_be
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.pricing.offer import Benefit
from polku.act.rewards.till import coupons, customer, discounts, visit
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import ids
from polku.know.people.models import Profile
from tests.act.rewards import made
from tests.act.rewards.made import NOW, NOW_MS

pytestmark = pytest.mark.django_db
AINO = Teller("member:1")
TEA = {"benefit": {"kind": "percent", "percent": 10, "goods": {"categories": ["tea"]}}}


@pytest.fixture
def devi():
    made.team()
    return made.person("devi")


def use(key, who, program, **said):
    [lot] = Lot.objects.filter(program_id=program.pk, identity_id=who)
    token = visit.begin(Profile.objects.get(pk=who), "", AINO, now_ms=NOW_MS)
    try:
        answer, _is_new = coupons.use(Press(AINO, key, NOW), coupon=ids.public(lot.pk), visit=token, **said)
    except TillProblem as no:
        return no.sentence
    return answer["off_minor"]


def test_it_is_believed_within_the_amount_and_the_terms_and_counts_as_cost(devi):
    tea, all_of_it = made.coupon(**TEA), made.coupon(benefit={"kind": "percent", "percent": 10})
    Program.objects.filter(pk=tea.pk).update(budget_minor=10_000)
    for one in (tea, all_of_it):
        issue(one, [devi], "welcome", now=NOW)
    shown = customer.customer("devi", AINO, store="", now=NOW).coupons
    assert {one.program: one.asks_off for one in shown} == {tea.pk: True, all_of_it.pk: False}

    assert use("k1", devi, tea, off_minor=80).startswith("Write the amount first")
    assert use("k1", devi, tea, off_minor=101, amount_minor=1_000) == "It takes off €1.00 at the most."
    assert use("k1", devi, tea, off_minor=80, amount_minor=1_000, currency="USD") == "It is for another currency."
    assert use("k1", devi, tea, off_minor=80, amount_minor=1_000) == 80
    assert use("k1", devi, tea, off_minor=80, amount_minor=1_000) == 80  # once
    assert use("k2", devi, all_of_it, off_minor=80, amount_minor=1_000).startswith("What it takes off follows")
    assert use("k2", devi, all_of_it, amount_minor=1_000) == 100

    assert (costs([tea.pk]), Movement.objects.filter(kind="use").count()) == ({tea.pk: 80}, 2)
    assert TillAct.objects.get(program_id=tea.pk).money_minor == 80


def test_a_discount_for_certain_goods_too(devi):
    row = made.program("discount", {"title": "Tea Tuesday"} | TEA)
    said = {"program": row.pk, "amount_minor": 1_000}

    answer, _is_new = discounts.use(Press(AINO, "d1", NOW), off_minor=70, **said)

    assert (answer["off_minor"], costs([row.pk])) == (70, {row.pk: 70})
    with pytest.raises(TillProblem):
        discounts.use(Press(AINO, "d2", NOW), off_minor=101, **said)


@pytest.mark.parametrize(
    ("benefit", "amount", "most"),
    [
        (Benefit("percent", percent=15), 999, 150),
        (Benefit("percent", percent=15, most_minor=100), 999, 100),
        (Benefit("percent", percent=15, most_minor=100), None, 100),
        (Benefit("amount", minor=300), None, 300),
        (Benefit("amount", minor=300), 200, 200),
        (Benefit("bundle", buy=3, minor=500), 900, 900),
        (Benefit("free_delivery"), 490, 490),
        (Benefit("gift", gift="tea"), 900, 0),
        (Benefit("percent", percent=15), None, None),
    ],
)
def test_no_more_than_can_be(benefit, amount, most):
    assert may_be(benefit, Told(most or 0, amount)) == (most is not None)
    assert not may_be(benefit, Told((most or 0) + 1, amount))
