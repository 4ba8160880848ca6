"""Reports of a benefit (who had reached it, and what came of the prize) and of a discount, which nobody holds."""

import pytest

from polku.act.rewards.benefits.earn import earn
from polku.act.rewards.coupons import apply
from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.act.rewards.prize import Prize
from polku.kit import clock
from tests.act.rewards.made import coupon, person, program

pytestmark = pytest.mark.django_db
TENTH = {"benefit": {"kind": "percent", "percent": 10}}


def test_on_its_page_each_number_opens_its_people(web):
    tea = coupon(**TENTH)
    tenth = program("benefit", {"title": "The tenth", "when": "order", "number": 10, "prize": {"program": tea.pk}})
    assert "Nothing has been given of it yet" in web.get(f"/rewards/{tenth.pk}/report").text
    earn(tenth, Prize(tea.pk), [person("aino", full="Aino")], "order:10", now=clock.now())

    page = web.get(f"/rewards/{tenth.pk}/report").text

    assert "Reached it" in page
    assert "who=came_with" in page
    assert "Aino" in web.get(f"/rewards/{tenth.pk}/people?who=had&by=part&of=order:10").text
    assert web.get(f"/rewards/{tea.pk}/people?who=had&by=part&of=order:10").status_code == 404


def test_a_discount_is_applied_and_neither_given_nor_open(web):
    row = program("discount", {"title": "Tea Tuesday"} | TENTH)
    basket = Basket((Line("sencha", 1, 1_000),), "EUR")
    apply.apply("k", apply.Wanted(row.pk, clock.now(), Moment(clock.now()), (), basket, "kallio"))

    page = web.get(f"/rewards/{row.pk}/report")

    assert [one.label for one in page.context["tiles"]] == ["Applied"]
    assert [page.context[what] for what in ("pace", "within", "came", "ages")] == [[], [], [], []]
    assert [one.name for one in page.context["stores"]] == ["kallio"]
