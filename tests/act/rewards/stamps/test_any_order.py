"""Stamps given and undone and cards that run out, in any order: what is given is on cards or used, never both."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Sum
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards.coupons import redeem
from polku.act.rewards.ledger import end, prove
from polku.act.rewards.ledger.models import Act, Counter, Lot, Movement, Program, Terms
from polku.act.rewards.stamps.cards import cards_of
from polku.act.rewards.stamps.refused import Refused
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.undo import undo
from polku.kit import clock
from polku.know.teams.models import Team

PERSON, SIZE, MIDDLE = 5, 4, 2


class Cards(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for table in (Movement, Lot, Counter, Act, Terms, Program, Team):
            table.objects.all().delete()
        Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
        prizes = [self._program("coupon", {"title": "Cup", "benefit": {"kind": "gift", "gift": "Cup"}}) for _ in "ab"]
        rewards = [{"at": at, "prize": {"program": prize.pk}} for at, prize in zip((MIDDLE, SIZE), prizes, strict=True)]
        terms = {"title": "Card", "size": SIZE, "rewards": rewards, "lasts": {"days": 3, "since": "first"}}
        self.prizes, self.card = prizes, self._program("stamps", terms)
        self.now, self.number, self.acts = datetime(2026, 11, 23, 10, tzinfo=UTC), 0, []

    def _program(self, kind, terms):
        row = Program.objects.create(kind=kind, name="Some", currency="EUR", state="live")
        Terms.objects.create(program=row, number=1, terms=terms)
        return row

    def _stands(self):
        (card,) = cards_of([PERSON], now_ms=clock.to_ms(self.now))
        return card

    @rule(count=st.integers(1, 9), again=st.booleans())
    def stamp(self, count, again):
        self.number += 1
        before = self._stands()
        after = stamp(self.card, PERSON, count, f"c{self.number}", now=self.now)
        assert after.filled * SIZE + after.has == before.has + count
        assert (
            len(after.given)
            == (before.has + count) // SIZE + (before.has + count + MIDDLE) // SIZE - (before.has + MIDDLE) // SIZE
        )
        self.acts.append(after.stamp)
        if again:
            assert stamp(self.card, PERSON, count, f"c{self.number}", now=self.now).is_new is False

    @precondition(lambda self: self.acts)
    @rule(data=st.data())
    def undo(self, data):
        number = data.draw(st.sampled_from(self.acts))
        before, count = self._stands(), Movement.objects.count()
        try:
            undo(number, now=self.now)
        except Refused:
            assert (self._stands(), Movement.objects.count()) == (before, count)
        else:
            after = Movement.objects.count()
            undo(number, now=self.now)
            assert Movement.objects.count() == after

    @precondition(lambda self: Lot.objects.filter(program_id__in=[row.pk for row in self.prizes], left=1).exists())
    @rule(data=st.data())
    def use_a_reward(self, data):
        theirs = Lot.objects.filter(program_id__in=[row.pk for row in self.prizes], left=1)
        lot = data.draw(st.sampled_from(list(theirs.order_by("pk"))))
        redeem.redeem(f"t{lot.pk}", redeem.Wanted(lot.pk, self.now))

    @rule(hours=st.integers(1, 60), runs=st.booleans())
    def time_passes(self, hours, runs):
        self.now += timedelta(hours=hours)
        if runs:
            end.expire(now_ms=clock.to_ms(self.now))

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        moved = Movement.objects.filter(program_id=self.card.pk).values_list("kind").annotate(Sum("amount"))
        sums = dict(moved.order_by())
        on_cards = Lot.objects.filter(program_id=self.card.pk).aggregate(Sum("left"))["left__sum"] or 0
        used = sums.get("use", 0) - sums.get("back", 0)
        assert sums.get("grant", 0) == on_cards + used + sums.get("withdrawn", 0) + sums.get("expired", 0)
        card = self._stands()
        assert used == card.completed * SIZE
        assert card.has < SIZE
        finals = Movement.objects.filter(program_id=self.prizes[1].pk)
        assert finals.filter(kind="grant").count() - finals.filter(kind="withdrawn").count() == card.completed


@pytest.mark.django_db
def test_any_order():
    run_state_machine_as_test(Cards, settings=settings(max_examples=4, stateful_step_count=10, deadline=None))
