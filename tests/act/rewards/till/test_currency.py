"""Amounts at the till are of the team's currency, or of the one that the till says."""

import pytest

from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.till import coupons, customer, purchase
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from tests.act.rewards import made
from tests.act.rewards.made import NOW

pytestmark = pytest.mark.django_db
AINO = Teller("member:1")


def test_a_coupon_of_another_currency_is_refused_with_a_sentence_and_a_gift_is_one_everywhere():
    made.team()
    yen = made.coupon(benefit={"kind": "amount", "minor": 500}, conditions={"least_minor": 800})
    gift = made.coupon()
    for program in (yen, gift):
        program.currency = "JPY"
        program.save()
        issue(program, [made.person(f"devi-{program.pk}")], "welcome", now=NOW)

    def found(program, **more):
        return customer.customer(f"devi-{program.pk}", AINO, store="", now=NOW, **more)

    def use(key, program, amount=None, currency=""):
        who = found(program)
        press = Press(AINO, key, NOW)
        asked = {"visit": who.visit, "coupon": who.coupons[0].coupon, "amount_minor": amount, "currency": currency}
        return coupons.use(press, **asked)[0]["off_minor"]

    assert [found(one).coupons[0].why for one in (yen, gift)] == ["It is for another currency.", ""]
    assert found(yen, currency="JPY").coupons[0].why == ""
    for amount in (1_250, None):
        with pytest.raises(TillProblem, match="It is for another currency"):
            use("k-1", yen, amount)
    assert (use("k-1", yen, 1_250, "JPY"), use("k-2", gift, 1_250)) == (500, 0)


def test_there_is_no_purchase_in_a_currency_that_nobody_knows():
    made.team()
    made.person("devi")
    token = customer.customer("devi", AINO, store="", now=NOW).visit

    with pytest.raises(TillProblem, match="There is no currency ZZZ"):
        purchase.record(Press(AINO, "k-1", NOW), visit=token, amount_minor=100, currency="ZZZ")
