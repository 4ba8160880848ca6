"""Automatic discounts that are applied: counted for all and for each, undone, and proven as everything else."""

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards import prove
from polku.act.rewards.budgets import choose
from polku.act.rewards.coupons import apply, redeem
from polku.act.rewards.coupons.redeem import Refused
from polku.act.rewards.coupons.used_up import standing
from polku.act.rewards.ledger.models import Act, Counter, Lot, Movement, Program, Terms
from polku.act.rewards.ledger.once import OtherRequest
from polku.act.rewards.ledger.use import NotUndone
from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.learn.reports.rewards import people
from polku.learn.reports.rewards.numbers import numbers
from tests.act.rewards.made import NOW, merge, person, program, team

pytestmark = pytest.mark.django_db
BASKET = Basket((Line("sencha", 2, 500),), "EUR")
TENTH = {"title": "A tenth", "benefit": {"kind": "percent", "percent": 10}}


def discount(**limits):
    return program("discount", TENTH | {"limits": limits})


def applied(row, key, *identities, at=NOW, basket=BASKET):
    return apply.apply(key, apply.Wanted(row.pk, at, Moment(at), identities, basket))[0]


def refused(row, key, *identities, at=NOW):
    with pytest.raises(Refused) as no:
        applied(row, key, *identities, at=at)
    return no.value.word


def why(row, *identities, at=NOW):
    return {one.program: one.why for one in standing(at, identities)}.get(row.pk)


def test_so_many_a_day_for_all_together():
    team()
    row, day = discount(used_day=1), timedelta(days=1)
    applied(row, "a")
    assert (refused(row, "b"), why(row), why(row, at=NOW + day)) == ("day", "day", "")
    applied(row, "b", at=NOW + day)


def test_it_is_once_for_its_key_and_counts_also_of_somebody_who_is_not_known():
    team()
    row = discount(used=2)

    first = applied(row, "a")
    assert (first["off_minor"], applied(row, "a")) == (100, first)
    with pytest.raises(OtherRequest):
        applied(row, "a", basket=None)
    devi = person("devi")
    applied(row, "b", devi)
    assert (refused(row, "c"), why(row)) == ("limit", "limit")

    redeem.undo("u", first["use"], by="", at=NOW)
    with pytest.raises(NotUndone):
        redeem.undo("v", first["use"], by="", at=NOW)
    assert (why(row), applied(row, "c")["off_minor"]) == ("", 100)
    found = numbers(row, NOW)
    assert (found.used.count, found.used.people, found.cost_minor, found.open_lots) == (2, 1, 200, 0)
    assert [one.identity for one in people.people(row, "used", now=NOW)] == [devi]
    assert list(prove.wrong()) == []


def test_what_each_may_have_so_often_is_for_those_who_are_known_by_whatever_name():
    team()
    row, day = discount(person=2, person_day=1), timedelta(days=1)
    devi, other = person("devi"), person("0501", kind="phone")
    first = applied(row, "a", devi)

    assert (refused(row, "b"), why(row)) == ("who", "who")
    assert (refused(row, "b", devi), why(row, devi), why(row, devi, at=NOW + day)) == ("limit", "limit", "")
    merge(devi, other)
    applied(row, "b", other, devi, at=NOW + day)
    assert refused(row, "c", devi, other, at=NOW + 2 * day) == "limit"
    assert why(row, devi, other, at=NOW + 2 * day) == "limit"
    redeem.undo("u", first["use"], by="", at=NOW)
    applied(row, "c", devi, other, at=NOW + 2 * day)
    assert list(prove.wrong()) == []


def test_the_use_that_reaches_its_budget_is_the_last():
    team()
    row = discount()
    choose.choose(row, 150, counts_open=False, by=None, now=NOW)

    last = [applied(row, key) for key in ("a", "b")][1]

    assert (refused(row, "c"), why(row)) == ("paused", "budget")
    redeem.undo("u", last["use"], by="", at=NOW)
    assert Counter.objects.get(scope="cost").count == 100
    assert why(row) is None  # there is some left of it: somebody begins it again, or not
    Program.objects.update(state="live")
    assert (why(row), applied(row, "c")["off_minor"]) == ("", 100)


def test_what_does_not_hold_is_not_applied():
    team()
    late = {"valid": {"ends": NOW.isoformat()}}
    dear = {"conditions": {"least_minor": 5_000}}

    assert refused(program("discount", TENTH | late), "a") == "over"
    assert refused(program("discount", TENTH | dear), "a") == "least"
    with pytest.raises(Program.DoesNotExist):
        applied(program("coupon", TENTH), "a")
    assert not Movement.objects.exists()
    assert not Act.objects.exists()


class Discounts(RuleBasedStateMachine):
    """Three people and whoever is not known; each twice, and four of them altogether."""

    def __init__(self):
        super().__init__()
        for table in (Movement, Lot, Counter, Terms, Program, Act):
            table.objects.all().delete()
        self.row, self.number, self.standing = discount(total=4), 0, {}
        self.each = discount(person=2)

    @rule(who=st.integers(0, 3), is_each=st.booleans())
    def apply(self, who, is_each):
        self.number += 1
        row, key = (self.each if is_each else self.row), f"k{self.number}"
        theirs = [one for one in self.standing.values() if one[0] == row.pk and (not is_each or one[1] == who)]
        if is_each and not who:
            assert refused(row, key) == "who"
        elif len(theirs) == (2 if is_each else 4):
            assert refused(row, key, *[who] * bool(who)) == "limit"
        else:
            self.standing[applied(row, key, *[who] * bool(who))["use"]] = (row.pk, who)

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def undo(self, data):
        use = data.draw(st.sampled_from(sorted(self.standing)))
        redeem.undo(f"u{use}", use, by="", at=NOW)
        del self.standing[use]

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        assert sum(Lot.objects.values_list("left", flat=True)) == 0
        assert sum(Counter.objects.filter(scope__startswith="given").values_list("count", flat=True)) == len(
            self.standing
        )


def test_any_order():
    team()
    run_state_machine_as_test(Discounts, settings=settings(max_examples=6, stateful_step_count=12, deadline=None))
