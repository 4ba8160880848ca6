"""Whatever is given, used, undone, withdrawn and run out, in any order: nobody has less than nothing, and sums hold."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards.ledger import end, grant, prove, use
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.ledger.once import OtherRequest, once
from polku.know.events.models import LogBatch

PEOPLE = st.integers(1, 3)
AMOUNTS = st.integers(1, 4)
STOCK = 6


class Ledger(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for table in (Movement, Lot, Counter, Terms, Program):
            table.objects.all().delete()
        self.program = Program.objects.create(kind="points", name="Beans", currency="EUR")
        self.terms = Terms.objects.create(program=self.program, number=1, terms={})
        self.now, self.number = 1_000, 0
        self.causes, self.lots, self.undone, self.used = {}, {}, set(), 0

    def _next(self):
        self.number += 1
        return f"c{self.number}"

    def _open(self, person):
        return {key: lot for key, lot in self.lots.items() if lot["who"] == person and lot["until"] > self.now}

    @rule(person=PEOPLE, amount=AMOUNTS, lasts=st.integers(1, 50), again=st.booleans())
    def give(self, person, amount, lasts, again):
        cause = self._next()
        given = grant.Given(amount, until_ms=self.now + lasts)
        assert grant.grant(self.terms, [person], cause, given, now_ms=self.now) == 1
        if again:
            assert grant.grant(self.terms, [person, person], cause, given, now_ms=self.now) == 0
        number = Lot.objects.latest("pk").pk
        self.lots[number] = {"who": person, "left": amount, "until": self.now + lasts, "seq": self.number}

    @rule(person=PEOPLE, amount=AMOUNTS)
    def spend(self, person, amount):
        there = self._open(person)
        wanted = use.Use(self._next(), amount, limits=[Limit("total", STOCK)])
        fits = sum(lot["left"] for lot in there.values()) >= amount
        if not fits or self.used >= STOCK:
            with pytest.raises(Full if fits else use.NothingLeft):
                use.spend(self.program, [person], wanted, now_ms=self.now)
            return
        made = use.spend(self.program, [person], wanted, now_ms=self.now)
        self.used += 1
        for _number, lot in sorted(there.items(), key=lambda pair: (pair[1]["until"], pair[0])):
            taken = min(lot["left"], amount)
            lot["left"] -= taken
            amount -= taken
        assert sum(one.amount for one in made) == wanted.amount

    @precondition(lambda self: self.lots)
    @rule(data=st.data(), amount=AMOUNTS)
    def take_of_one(self, data, amount):
        number = data.draw(st.sampled_from(sorted(self.lots)))
        lot = self.lots[number]
        wanted = use.Use(self._next(), amount)
        if lot["left"] < amount or lot["until"] <= self.now:
            with pytest.raises(use.NothingLeft):
                use.use(self.program, Lot.objects.get(pk=number), wanted, now_ms=self.now)
        else:
            use.use(self.program, Lot.objects.get(pk=number), wanted, now_ms=self.now)
            lot["left"] -= amount

    @precondition(lambda self: Movement.objects.filter(kind="use").exists())
    @rule(data=st.data())
    def undo(self, data):
        used = data.draw(st.sampled_from(list(Movement.objects.filter(kind="use").order_by("pk"))))
        if used.pk in self.undone:
            with pytest.raises(use.NotUndone):
                use.undo(self.program, used, cause=self._next(), now_ms=self.now)
            return
        use.undo(self.program, used, cause=self._next(), now_ms=self.now)
        self.undone.add(used.pk)
        self.lots[used.lot]["left"] += used.amount

    @precondition(lambda self: self.lots)
    @rule(data=st.data())
    def withdraw(self, data):
        number = data.draw(st.sampled_from(sorted(self.lots)))
        assert end.withdraw([number], cause="w", by="", now_ms=self.now) == (self.lots[number]["left"] > 0)
        self.lots[number]["left"] = 0

    @rule(later=st.integers(1, 20))
    def time_passes(self, later):
        self.now += later
        over = [lot for lot in self.lots.values() if lot["left"] and lot["until"] <= self.now]
        assert end.expire(now_ms=self.now) == len(over)
        assert end.expire(now_ms=self.now) == 0
        for lot in over:
            lot["left"] = 0

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        assert dict(Lot.objects.values_list("pk", "left")) == {n: lot["left"] for n, lot in self.lots.items()}
        assert sum(Counter.objects.values_list("count", flat=True)) == self.used <= STOCK


@pytest.mark.django_db
def test_any_order():
    run_state_machine_as_test(Ledger, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))


@pytest.mark.django_db
def test_the_same_key_gets_the_first_answer_and_another_request_under_it_none():
    first = once("till/1", {"lot": 7}, lambda: {"movement": 3}, now_ms=1)
    second = once("till/1", {"lot": 7}, lambda: pytest.fail("again"), now_ms=2)

    assert (first, second) == (({"movement": 3}, True), ({"movement": 3}, False))
    with pytest.raises(OtherRequest):
        once("till/1", {"lot": 8}, lambda: pytest.fail("other"), now_ms=3)
    with pytest.raises(ZeroDivisionError):
        once("till/2", {}, lambda: 1 // 0, now_ms=4)
    assert once("till/2", {}, dict, now_ms=5) == ({}, True)


@pytest.mark.django_db
def test_a_sum_that_does_not_hold_is_found():
    terms = Terms.objects.create(
        program=Program.objects.create(kind="coupon", name="Tea", currency="EUR"), number=1, terms={}
    )
    grant.grant(terms, [1], "c", grant.Given(2), now_ms=1)
    Lot.objects.update(left=1)

    assert [sentence.partition(" ")[0] for sentence in prove.wrong()] == ["lot"]
    assert LogBatch.objects.count() == 0  # nobody has ever heard of person 1
