"""Whatever is given, spent, undone, taken back, promised anew, merged and forgotten, in any order: what people have is
what they were given less what they spent, of a prize there are as many as there are, and what it cost stays counted.
"""

from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards import forget, prove
from polku.act.rewards.budgets.cost import costs
from polku.act.rewards.coupons import redeem
from polku.act.rewards.ledger.budget import SCOPE
from polku.act.rewards.ledger.models import Act, Counter, Lot, Movement, Program, Terms
from polku.act.rewards.ledger.use import NotUndone
from polku.act.rewards.points import burn, debts
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.points.earn import earn
from polku.act.rewards.points.take_gift import take_gift
from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Identity, Profile
from tests.act.rewards.made import NOW, NOW_MS, coupon, program, team

NAMES = (1, 2, 3)
STOCK, EACH, STARS = 3, 1, 6
RATE = st.builds(
    lambda points, minor, least: {"points": points, "minor": minor, "least": least},
    *(st.integers(1, 4), st.integers(1, 9), st.integers(1, 3)),
)
WORDS = {"too_few", "least", "no_rate", "not_given", "too_much"}


class Spending(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for table in (Movement, Lot, Counter, Act, Terms, Program, Identity, Profile):
            table.objects.all().delete()
        for number, name in ((2, 1), (2, 2), (3, 3)):
            Profile.objects.get_or_create(id=number, first_seen_ms=0, last_seen_ms=0)
            seen = {"first_seen_ms": 0, "last_seen_ms": 0}
            Identity.objects.create(id=name, kind="user_id", value=str(name), profile_id=number, **seen)
        self.cup, self.stars = coupon(limits={"total": STOCK, "person": EACH}), program("points", {"title": "Stars"})
        self.beans = program("points", {"title": "Beans"})
        Program.objects.filter(pk=self.beans.pk).update(budget_minor=10**6)
        self.beans.refresh_from_db()
        self.number, self.cost, self.cups, self.word = 0, 0, [], ""  # `cups`: whose
        self.rates = [Fraction(0)]  # of each terms
        self.whose, self.has = {1: 2, 2: 2, 3: 3}, {2: 0, 3: 0}  # two names of one: the higher leads
        self.spent, self.gifts, self.held = {}, {}, []  # whose, and what: what can be undone, taken back and used

    def _next(self):
        self.number += 1
        return f"k{self.number}"

    def _names(self, name):
        """The leading one first."""
        return sorted((one for one, who in self.whose.items() if who == self.whose[name]), key=lambda one: one % 2)

    def _balance(self, name):
        return next(one for one in balances_of(self._names(name), now_ms=NOW_MS) if one.program.pk == self.beans.pk)

    def _burn(self, name, **asked):
        """As often as an answer is lost: what they had before, and the answer; None: it was refused."""
        key, wanted = self._next(), burn.Wanted(self.beans, self._names(name), NOW, **asked)
        had, before = self._balance(name), Movement.objects.count()
        try:
            answer, is_new = burn.burn(key, wanted)
        except burn.Refused as no:
            self.word = no.word
            answer, is_new = None, False
        if answer is None:
            assert (self.word in WORDS, Movement.objects.count()) == (True, before)
            return None
        assert (burn.burn(key, wanted), is_new) == ((answer, False), True)
        self.has[self.whose[name]] -= answer["points"]
        self.cost += answer["off_minor"]
        self.spent[answer["spending"]] = name, answer
        return had, answer

    @rule(name=st.sampled_from(NAMES), amount=st.integers(1, 12))
    def give(self, name, amount):
        key = self._next()
        assert earn(self.beans, name, amount, key, now=NOW)
        self.has[self.whose[name]] += amount
        self.gifts[Movement.objects.get(cause=f"{self.beans.pk}/{key}").pk] = name, amount

    @rule(rate=st.none() | RATE, costs=st.tuples(st.integers(1, 9), st.integers(1, 9)), has_cup=st.booleans())
    def promise(self, rate, costs, has_cup):
        cup = {"points": costs[0], "title": "Cup", "prize": {"program": self.cup.pk}}
        stars = {"points": costs[1], "title": "Stars", "prize": {"program": self.stars.pk, "amount": STARS}}
        terms = {"title": "Beans", "rate": rate, "rewards": [cup, stars] if has_cup else [stars]}
        self.rates.append(Fraction(rate["minor"], rate["points"]) if rate else Fraction(0))
        Terms.objects.create(program=self.beans, number=len(self.rates), terms=terms)

    @rule(name=st.sampled_from(NAMES), points=st.integers(1, 15))
    def spend_points(self, name, points):
        if done := self._burn(name, points=points):
            assert done[1]["points"] == points

    @rule(name=st.sampled_from(NAMES), price=st.integers(1, 40))
    def spend_on_a_price(self, name, price):
        if done := self._burn(name, price_minor=price, currency="EUR"):
            had, answer = done
            assert 0 < answer["off_minor"] <= min(price, had.worth_minor)

    @rule(name=st.sampled_from(NAMES), place=st.integers(1, 2))
    def get_a_reward(self, name, place):
        offered = self._balance(name).terms.rewards
        if place > len(offered):
            return
        is_cup = offered[place - 1].prize.program == self.cup.pk
        if done := self._burn(name, reward=place):
            had, answer = done
            assert answer["points"] == had.costs[place - 1]
            self.cups += [self.whose[name]] * is_cup
            self.held += [answer["grant"]] * is_cup
        elif self.word == "not_given":
            assert is_cup
            assert len(self.cups) == STOCK or self.cups.count(self.whose[name]) == EACH

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def use_a_cup(self, data):
        lot = self.held.pop(data.draw(st.integers(0, len(self.held) - 1)))
        redeem.redeem(self._next(), redeem.Wanted(lot, NOW))

    @precondition(lambda self: self.spent)
    @rule(data=st.data())
    def undo(self, data):
        number = data.draw(st.sampled_from(sorted(self.spent)))
        name, answer = self.spent[number]
        key, before = self._next(), Movement.objects.count()
        grant = answer["grant"]
        is_used = grant is not None and Movement.objects.filter(lot=grant, kind__in=("use", "withdrawn")).exists()
        try:
            assert burn.undo(key, number, by="", at=NOW)[0]["points"] == answer["points"]
        except NotUndone:
            assert (is_used, Movement.objects.count()) == (True, before)
            return
        assert (is_used, burn.undo(key, number, by="", at=NOW)[1]) == (False, False)
        with pytest.raises(NotUndone):
            burn.undo(self._next(), number, by="", at=NOW)
        del self.spent[number]
        self.has[self.whose[name]] += answer["points"]
        self.cost -= answer["off_minor"]
        if grant in self.held:
            self.held.remove(grant)
            self.cups.remove(self.whose[name])

    @precondition(lambda self: self.gifts)
    @rule(data=st.data())
    def take_a_gift_back(self, data):
        number = data.draw(st.sampled_from(sorted(self.gifts)))
        name, amount = self.gifts.pop(number)
        with transaction.atomic():
            take_gift(self.beans, Movement.objects.get(pk=number), now_ms=NOW_MS)
        self.has[self.whose[name]] -= amount

    @precondition(lambda self: self.whose[3] == 3)
    @rule()
    def they_are_one(self):
        self.whose[3] = 2
        self.has[2] += self.has.pop(3)
        self.cups = [2 if who == 3 else who for who in self.cups]
        Identity.objects.update(profile_id=2)

    @rule(name=st.sampled_from(NAMES))
    def forget(self, name):
        """What they got is no more to be had, and what it cost stays spent."""
        names = self._names(name)
        lots = set(Lot.objects.filter(identity_id__in=names).values_list("pk", flat=True))
        forget.forget(Whom([{one: ("user_id", str(one)) for one in names}]))
        self.has[self.whose[name]] = 0
        self.spent = {number: kept for number, kept in self.spent.items() if kept[0] not in names}
        self.gifts = {number: kept for number, kept in self.gifts.items() if kept[0] not in names}
        self.held = [lot for lot in self.held if lot not in lots]
        self.cups = [0 if who == self.whose[name] else who for who in self.cups]

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        for who, has in self.has.items():
            rows = Lot.objects.filter(program_id=self.beans.pk, identity_id__in=self._names(who))
            owed = sum(debts.owed(self.beans.pk, self._names(who)).values())
            assert sum(lot.left for lot in rows) - owed == has
            if not owed:
                worth = sum(lot.left * max(self.rates[lot.terms - 1], self.rates[-1]) for lot in rows)
                assert (self._balance(who).worth_minor or 0) == int(worth)
        counts = dict(Counter.objects.values_list("scope", "count").filter(program_id=self.cup.pk))
        assert counts.get("given", 0) == len(self.cups) <= STOCK
        assert costs([self.beans.pk]).get(self.beans.pk, 0) == self.cost
        spent = Counter.objects.filter(program_id=self.beans.pk, scope=SCOPE).values_list("count", flat=True)
        assert sum(spent) == self.cost


@pytest.mark.django_db
def test_any_order():
    team()
    run_state_machine_as_test(Spending, settings=settings(max_examples=8, stateful_step_count=15, deadline=None))
