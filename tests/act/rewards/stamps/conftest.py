"""Programs of stamp cards."""

import pytest

from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.stamps.terms import read
from polku.know.teams.models import Team


@pytest.fixture
def team():
    return Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")


@pytest.fixture
def coupon(team):
    """`coupon("Free cup")`: a program of coupons, which are prizes."""

    def make(name="Free cup", **more):
        row = Program.objects.create(kind="coupon", name=name, currency="EUR", state="live")
        terms = {"title": name, "benefit": {"kind": "gift", "gift": name}} | more
        Terms.objects.create(program=row, number=1, terms=terms)
        return row

    return make


@pytest.fixture
def card(coupon):
    """`card(size=3)`: a live program; full, there is a cup of coffee."""

    def make(size=3, rewards=None, **more):
        rewards = rewards if rewards is not None else [{"at": size, "prize": {"program": coupon().pk}}]
        terms = {"title": "Coffee card", "size": size, "rewards": rewards} | more
        read(terms)
        row = Program.objects.create(kind="stamps", name="Coffee card", currency="EUR", state="live")
        Terms.objects.create(program=row, number=1, terms=terms)
        return row

    return make
