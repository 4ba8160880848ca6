"""Whatever is pressed at the till, twice, undone in time or too late, in any order: what stands is what people have."""

from datetime import timedelta

import pytest
from django.db.models import Sum
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards import prove
from polku.act.rewards.coupons import issue
from polku.act.rewards.ledger.models import Act, Counter, Lot, Movement, Program, Terms
from polku.act.rewards.till import coupons, discounts, points, purchase, spending, stamps, undoing, visit
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import clock, ids
from polku.know.people.find import by_identity
from polku.know.people.models import Identity, Profile
from tests.act.rewards.made import NOW, coupon, person, program, team

PEOPLE = st.sampled_from(("devi", "aki"))
STAFF = Teller("member:1", stores=("kallio",), may_undo=True)
USES, APPLIED, SIZE = 3, 3, 3


class Till(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for table in (TillAct, Movement, Lot, Counter, Act, Terms, Program, Identity, Profile):
            table.objects.all().delete()
        self.people = {name: person(name) for name in ("devi", "aki")}
        self.tea, self.cup = coupon(limits={"uses": USES}), coupon()
        self.beans = program("points", {"title": "Beans", "rate": {"points": 1, "minor": 1}})
        reward = {"at": SIZE, "prize": {"program": self.cup.pk}}
        self.card = program("stamps", {"title": "Card", "size": SIZE, "rewards": [reward]})
        fifth = {"title": "A fifth", "benefit": {"kind": "percent", "percent": 20}, "limits": {"used": APPLIED}}
        self.fifth = program("discount", fifth)
        issue.issue(self.tea, list(self.people.values()), "welcome", now=NOW)
        self.now, self.number, self.stands, self.undone = NOW, 0, {}, []

    def _press(self, kind, who, verb, **asked):
        """As often as an answer is lost."""
        self.number += 1
        press = Press(STAFF, f"k{self.number}", self.now, "kallio")
        token = visit.begin(by_identity("user_id", who), "", STAFF, now_ms=clock.to_ms(self.now))
        answer, is_new = verb(press, visit=token, **asked)
        assert (verb(press, visit=token, **asked), is_new) == ((answer, False), True)
        self.stands[answer["act"]] = kind, who, answer.get("points", asked.get("count", 1)), self.now

    def _sum(self, kind, who=None):
        return sum(much for of, whose, much, _at in self.stands.values() if of == kind and who in (None, whose))

    @rule(who=PEOPLE, minor=st.integers(1, 900))
    def record(self, who, minor):
        self._press("paid", who, purchase.record, amount_minor=minor)

    @rule(who=PEOPLE, count=st.integers(1, 7))
    def stamp(self, who, count):
        self._press("stamps", who, stamps.give, program=self.card.pk, count=count)

    @rule(who=PEOPLE, count=st.integers(1, 9))
    def give_points(self, who, count):
        self._press("points", who, points.give, program=self.beans.pk, points=count)

    @rule(who=PEOPLE, minor=st.integers(1, 12))
    def spend(self, who, minor):
        """As many as there are for it."""
        if self._sum("points", who) == self._sum("spent", who):
            with pytest.raises(TillProblem):
                self._press("spent", who, spending.spend, program=self.beans.pk, amount_minor=minor)
        else:
            self._press("spent", who, spending.spend, program=self.beans.pk, amount_minor=minor)

    @rule(who=PEOPLE, of=st.integers(0, 2))
    def use(self, who, of):
        """Theirs, or what a full card brought."""
        held = Lot.objects.filter(identity_id=self.people[who], left__gt=0, program_id__in=[self.tea.pk, self.cup.pk])
        if lot := next(iter(held.order_by("pk")[of : of + 1]), None):
            kind = "tea" if lot.program_id == self.tea.pk else "cup"
            self._press(kind, who, coupons.use, coupon=ids.public(lot.pk))

    @rule(who=PEOPLE)
    def apply(self, who):
        asked = {"program": self.fifth.pk, "amount_minor": 500}
        if self._sum("off") == APPLIED:
            with pytest.raises(TillProblem):
                self._press("off", who, discounts.use, **asked)
        else:
            self._press("off", who, discounts.use, **asked)

    @precondition(lambda self: self.stands)
    @rule(data=st.data())
    def undo(self, data):
        act = data.draw(st.sampled_from(sorted(self.stands)))
        kind, _who, _much, at = self.stands[act]
        self.number += 1
        press, before = Press(STAFF, f"k{self.number}", self.now, "kallio"), Movement.objects.count()
        try:
            undoing.undo(press, act)
        except TillProblem:
            assert Movement.objects.count() == before
            assert self.now > at + timedelta(minutes=15) or kind in ("stamps", "points")  # of which something was used
            return
        del self.stands[act]
        self.undone.append(act)
        assert undoing.undo(press, act)[1] is False
        with pytest.raises(TillProblem):
            undoing.undo(Press(STAFF, f"again{self.number}", self.now, "kallio"), act)

    @rule()
    def time_passes(self):
        self.now += timedelta(minutes=6)

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        acts = TillAct.objects.exclude(kind="undo").order_by("pk").values_list("pk", flat=True)
        undone = TillAct.objects.filter(kind="undo").order_by("pk").values_list("of", flat=True)
        assert (list(acts), list(undone)) == (sorted([*self.stands, *self.undone]), self.undone)
        for who, identity in self.people.items():
            left = dict(Lot.objects.filter(identity_id=identity).values_list("program_id").annotate(Sum("left")))
            assert left[self.tea.pk] == USES - self._sum("tea", who)
            assert left.get(self.beans.pk, 0) == self._sum("points", who) - self._sum("spent", who)
            assert left.get(self.card.pk, 0) == self._sum("stamps", who) % SIZE
            cups = Movement.objects.filter(identity_id=identity, program_id=self.cup.pk)
            kept = cups.filter(kind="grant").count() - cups.filter(kind="withdrawn").count()
            assert kept == self._sum("stamps", who) // SIZE
        assert self._sum("off") <= APPLIED


@pytest.mark.django_db
def test_any_order():
    team()
    run_state_machine_as_test(Till, settings=settings(max_examples=6, stateful_step_count=14, deadline=None))
