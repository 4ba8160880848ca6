"""Whatever is bought, given back, spent, undone and run out, in any order: an order has earned what it is worth, nobody
has less than nothing, and what is owed is paid before anything else.
"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards.ledger import end, prove, use
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.points import debts
from polku.act.rewards.points.earn import earn
from polku.act.rewards.points.models import Earning
from polku.act.rewards.points.prove import wrong
from polku.act.rewards.points.settle import settle
from polku.act.rewards.points.spend import give_back, spend
from polku.kit import clock
from polku.know.orders.models import Order
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Team

PEOPLE = {1: (1, 2), 3: (3,)}  # the first has two names
PROMISED = {"title": "Beans", "per": [{"points": 1, "minor": 10}], "pending_days": 5, "expiry": {"days": 20}}
BEGUN = datetime(2026, 1, 5, 10, tzinfo=UTC)


class Points(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for table in (Movement, Lot, Counter, Earning, Order, Terms, Program, Identity, Profile):
            table.objects.all().delete()
        for profile, names in PEOPLE.items():
            Profile.objects.create(id=profile, first_seen_ms=0, last_seen_ms=0)
            for name in names:
                Identity.objects.create(
                    id=name, kind="user_id", value=str(name), profile_id=profile, first_seen_ms=0, last_seen_ms=0
                )
        self.program = Program.objects.create(
            kind="points", name="Beans", currency="EUR", state="live", created_at=BEGUN
        )
        Terms.objects.create(program=self.program, number=1, terms=PROMISED)
        self.now, self.number, self.spent = BEGUN, 0, []

    def _next(self):
        self.number += 1
        return self.number

    def _settle(self, *orders):
        settle(self.program, orders, {}, now=self.now)

    def _left(self, person):
        rows = Lot.objects.filter(identity_id__in=PEOPLE[person], until_ms__gt=clock.to_ms(self.now))
        return sum(lot.left for lot in rows if lot.from_ms <= clock.to_ms(self.now)), sum(lot.left for lot in rows)

    @rule(identity=st.sampled_from((1, 2, 3)), paid=st.integers(0, 300), ago=st.integers(0, 8))
    def buy(self, identity, paid, ago):
        at = max(BEGUN, self.now - timedelta(days=ago))
        self._settle(
            Order.objects.create(
                id=self._next(), order_id=str(self.number), identity_id=identity, at_ms=clock.to_ms(at), stamp_ms=0,
                stamp_id="", currency="EUR", revenue_minor=paid, seq=0, index=0,
            )
        )  # fmt: skip

    @precondition(lambda self: Order.objects.exists())
    @rule(data=st.data(), share=st.integers(0, 4), what=st.sampled_from(("back", "back", "cancelled", "changed")))
    def change(self, data, share, what):
        order = data.draw(st.sampled_from(list(Order.objects.order_by("pk"))))
        if what == "back":
            order.refunded_minor = max(order.refunded_minor, order.revenue_minor * share // 4)
        elif what == "cancelled":
            order.is_cancelled = True
        else:
            order.revenue_minor = max(order.refunded_minor, order.revenue_minor + 100 - 50 * share)
        order.save()
        self._settle(order, *([order] if share else []))
        self._settle(order)

    @rule(identity=st.sampled_from((1, 2, 3)), amount=st.integers(1, 20))
    def give(self, identity, amount):
        assert earn(self.program, identity, amount, f"c{self._next()}", now=self.now)
        assert not earn(self.program, identity, amount, f"c{self.number}", now=self.now)

    @rule(person=st.sampled_from((1, 3)), amount=st.integers(1, 25))
    def spend(self, person, amount):
        usable, _all = self._left(person)
        if usable < amount:
            with pytest.raises(use.NothingLeft):
                spend(self.program, PEOPLE[person], amount, f"s{self._next()}", now=self.now)
        else:
            self.spent.append(spend(self.program, PEOPLE[person], amount, f"s{self._next()}", now=self.now))
            assert self._left(person)[0] == usable - amount

    @precondition(lambda self: self.spent)
    @rule(data=st.data())
    def undo(self, data):
        made = self.spent.pop(data.draw(st.integers(0, len(self.spent) - 1)))
        assert give_back(self.program, made, f"u{self._next()}", now=self.now) == sum(one.amount for one in made)
        with pytest.raises(use.NotUndone):
            give_back(self.program, made, f"u{self._next()}", now=self.now)

    @rule(days=st.integers(1, 15), runs=st.booleans())
    def time_passes(self, days, runs):
        self.now += timedelta(days=days)
        if runs:
            end.expire(now_ms=clock.to_ms(self.now))

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        for order in Order.objects.all():
            row = Earning.objects.filter(order_id=order.pk).first()
            worth = 0 if order.is_cancelled else (order.revenue_minor - order.refunded_minor) // 10
            assert (row.points if row else 0) == worth
        assert list(wrong()) == []
        owed = {person: sum(debts.owed(self.program.pk, names).values()) for person, names in PEOPLE.items()}
        assert all(not owed[person] or not self._left(person)[1] for person in PEOPLE)


@pytest.mark.django_db
def test_any_order():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    run_state_machine_as_test(Points, settings=settings(max_examples=10, stateful_step_count=15, deadline=None))
