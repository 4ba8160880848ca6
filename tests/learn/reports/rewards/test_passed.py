"""What offers and benefits have passed on: their places, what people had reached, and what became of the prizes."""

import pytest

from polku.act.rewards.benefits.earn import earn
from polku.act.rewards.coupons import redeem
from polku.act.rewards.ledger.models import Lot
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import Who
from polku.act.rewards.offers.take import give_back, take, terms_of
from polku.act.rewards.pricing.basket import Basket, Line
from polku.act.rewards.prize import Prize
from polku.learn.reports.rewards.as_csv import as_csv
from polku.learn.reports.rewards.passed import Had, Passed, passed
from polku.learn.reports.rewards.people import count
from polku.learn.reports.rewards.report import report
from tests.act.rewards.made import NOW, coupon, merge, person, program, team

pytestmark = pytest.mark.django_db
TENTH = {"benefit": {"kind": "percent", "percent": 10}}
BASKET = Basket((Line("sencha", 1, 1_000),), "EUR")


def use(tea, who):
    lot = Lot.objects.get(program_id=tea.pk, identity_id=who)
    redeem.redeem(f"k{lot.pk}", redeem.Wanted(lot.pk, NOW, basket=BASKET))


def counts(row, *asked):
    return [count(row, kind, by="part" if part else "", key=part, now=NOW) for kind, part in asked]


def test_an_offers_places_and_what_came_with_them():
    team()
    tea = coupon(**TENTH)
    tasting = program(
        "offer", {"title": "Tasting", "places": 2, "has_waiting_list": True, "prize": {"program": tea.pk}}
    )
    people = [person(name) for name in ("aino", "devi", "tom", "aki")]
    for one in people:
        take(tasting, Who(one, (one,)), now=NOW)
    give_back(tasting, terms_of(tasting), Place.objects.get(identity_id=people[0]), now=NOW)
    use(tea, people[1])

    found = passed(tasting)

    assert found == Passed([Had("taken", 2, 2), Had("back", 1, 1), Had("waiting", 1, 1)], 2, 1, 1, 100)
    asked = ("had", ""), ("had", "waiting"), ("had", "back"), ("came_with", ""), ("used_with", "")
    assert counts(tasting, *asked) == [2, 1, 1, 2, 1]
    assert "prizes,used,1" in as_csv(report(tasting, now=NOW)).replace("\r", "")
    assert passed(tea) is None


def test_a_benefit_by_what_it_was_for():
    team()
    tea = coupon(**TENTH)
    tenth = program("benefit", {"title": "The tenth", "when": "each", "number": 10, "prize": {"program": tea.pk}})
    aino, devi, other = person("aino"), person("devi"), person("devi-2")
    for meaning, who in (("order:10", [aino, devi, other]), ("order:20", [aino])):
        earn(tenth, Prize(tea.pk), who, meaning, now=NOW)
    use(tea, devi)
    merge(devi, other)

    found = passed(tenth)

    assert found == Passed([Had("order:10", 3, 2), Had("order:20", 1, 1)], 4, 1, 1, 100)
    assert counts(tenth, ("had", ""), ("had", "order:10"), ("came_with", ""), ("used_with", "")) == [2, 2, 2, 1]
