"""Points that are spent, given and taken back at the same instant: none is spent twice, and what is missing is owed."""

from datetime import UTC, datetime

import pytest

from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.act.rewards.ledger.use import NothingLeft
from polku.act.rewards.points import debts
from polku.act.rewards.points.earn import earn
from polku.act.rewards.points.models import Earning
from polku.act.rewards.points.settle import settle
from polku.act.rewards.points.spend import spend
from polku.kit import clock
from polku.know.orders.models import Order
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Team
from tests.act.rewards.ledger.test_side_by_side import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_a_refund_while_points_are_spent_and_given():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    Profile.objects.create(id=1, first_seen_ms=0, last_seen_ms=0)
    Identity.objects.create(id=1, kind="user_id", value="devi", profile_id=1, first_seen_ms=0, last_seen_ms=0)
    program = Program.objects.create(kind="points", name="Beans", currency="EUR", state="live", created_at=NOW)
    promised = {"title": "Beans", "per": [{"points": 1, "minor": 1}]}
    Terms.objects.create(program=program, number=1, terms=promised)
    order = Order.objects.create(
        id=1, order_id="1", identity_id=1, at_ms=clock.to_ms(NOW), stamp_ms=0, stamp_id="", currency="EUR",
        revenue_minor=100, seq=0, index=0,
    )  # fmt: skip
    settle(program, [order], {}, now=NOW)
    order.is_cancelled = True
    order.save()

    def do(number):
        if number == 5:
            settle(program, [order], {}, now=NOW)
            return "settled"
        if number == 6:
            return "given" if earn(program, 1, 20, "sorry", now=NOW) else "had it"
        spend(program, [1], 30, f"till-{number}", now=NOW)
        return "spent"

    came = all_at_once(do)

    spent = sum(Movement.objects.filter(kind="use").values_list("amount", flat=True))
    left = sum(Lot.objects.values_list("left", flat=True))
    row = Earning.objects.get()
    assert (came["settled"], came["given"], spent) == (1, 1, 30 * came["spent"])
    assert (row.points, row.taken + row.owed) == (0, 100)
    # Whatever came first: 120 were given, 100 are to be taken back.
    assert 20 - spent == left - sum(debts.owed(program.pk, [1]).values())
    assert list(prove.wrong()) == []
    with pytest.raises(NothingLeft):
        spend(program, [1], 21, "more", now=NOW)
