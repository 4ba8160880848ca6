"""Places taken, given back, waited for, made more or fewer, in any order: each has one owner, and each owner a cup."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards import programs, prove
from polku.act.rewards.coupons import redeem
from polku.act.rewards.ledger.models import Act, Counter, Lot, Movement, Program, Terms
from polku.act.rewards.offers import draw
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import Who, terms_of
from polku.act.rewards.offers.take import Refused, give_back, take
from tests.act.rewards.made import NOW, coupon, program, team

PEOPLE = st.integers(1, 5)
OFFER = {"title": "Tasting", "has_waiting_list": True}


class Places(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for table in (Place, Movement, Lot, Counter, Act, Terms, Program):
            table.objects.all().delete()
        self.cup = coupon()
        self.places = 2
        self.row = program("offer", self._terms())
        self.taken, self.waiting, self.used = [], [], set()

    def _terms(self):
        return OFFER | {"places": self.places, "prize": {"program": self.cup.pk}}

    def _of(self, who):
        return Place.objects.get(identity_id=who)

    @rule(who=PEOPLE)
    def ask(self, who):
        place = take(self.row, Who(who, (who,)), now=NOW)
        if who not in [*self.taken, *self.waiting]:
            (self.taken if len(self.taken) < self.places else self.waiting).append(who)
        assert place.state == ("taken" if who in self.taken else "waiting")

    @precondition(lambda self: self.taken or self.waiting)
    @rule(data=st.data())
    def give_back(self, data):
        who = data.draw(st.sampled_from([*self.taken, *self.waiting]))
        if who in self.used:
            with pytest.raises(Refused):
                give_back(self.row, terms_of(self.row), self._of(who), now=NOW)
            return
        give_back(self.row, terms_of(self.row), self._of(who), now=NOW)
        if who in self.waiting:
            self.waiting.remove(who)
        else:
            self.taken.remove(who)
            self._fill()

    @precondition(lambda self: set(self.taken) - self.used)
    @rule(data=st.data())
    def use_the_cup(self, data):
        who = data.draw(st.sampled_from(sorted(set(self.taken) - self.used)))
        redeem.redeem(f"u{who}", redeem.Wanted(Lot.objects.get(identity_id=who, left=1).pk, NOW))
        self.used.add(who)

    @rule(places=st.integers(1, 4))
    def change(self, places):
        """Nobody loses one; whoever waits gets one with the next round."""
        self.places = places
        programs.change(self.row, terms=self._terms(), by=None)
        draw.tick(NOW)
        self._fill()

    def _fill(self):
        while self.waiting and len(self.taken) < self.places:
            self.taken.append(self.waiting.pop(0))

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        states = dict(Place.objects.exclude(state="back").values_list("identity_id", "state"))
        assert states == dict.fromkeys(self.taken, "taken") | dict.fromkeys(self.waiting, "waiting")
        cups = set(Lot.objects.filter(left=1).values_list("identity_id", flat=True))
        assert (cups, self.used <= set(self.taken)) == (set(self.taken) - self.used, True)


@pytest.mark.django_db
def test_any_order():
    team()
    run_state_machine_as_test(Places, settings=settings(max_examples=6, stateful_step_count=12, deadline=None))
