"""Purchases, refunds, merges and days, in any order: everybody stands where the facts put them, and is told each."""

from collections import Counter as Tally
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards import prove
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.ranks import loop
from polku.act.rewards.ranks.climb import look
from polku.act.rewards.ranks.models import RankHeld
from polku.act.rewards.ranks.standing import key_of
from polku.kit import clock
from polku.know.events.event import read_batch
from polku.know.events.models import LogBatch
from polku.know.orders.models import Order
from polku.know.people.models import Identity, Profile
from tests.act.rewards.made import NOW, coupon, merge, order, person, program, team
from tests.act.rewards.ranks.test_level import RANKS, stands

NAMES, KEYS = ("aki", "devi", "maya"), [one["key"] for one in RANKS]
WINDOW, GRACE = {"kind": "days", "count": 10}, 3
ZONE = ZoneInfo("Asia/Tokyo")


class Ladder(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for table in (RankHeld, Movement, Lot, Counter, Terms, Program, Order, Identity, Profile, LogBatch):
            table.objects.all().delete()
        self.cup = coupon()
        ranks = [one | {"prizes": [{"program": self.cup.pk}] if one["at"] else []} for one in RANKS]
        about = {"title": "Ladder", "ranks": ranks, "window": WINDOW, "grace_days": GRACE}
        self.now, self.row = NOW, program("ranks", about)
        self.people = [person(name) for name in NAMES]
        loop.tick(self.now)

    def _look(self, identity):
        look(self.row, [Identity.objects.get(pk=identity).profile_id], now=self.now)

    @rule(data=st.data(), paid=st.integers(1, 30))
    def buy(self, data, paid):
        who = data.draw(st.sampled_from(sorted(self.people)))
        order(f"o{Order.objects.count()}", who, paid, at_ms=clock.to_ms(self.now))
        self._look(who)

    @precondition(lambda self: Order.objects.exists())
    @rule(data=st.data(), share=st.integers(1, 2))
    def send_back(self, data, share):
        one = data.draw(st.sampled_from(list(Order.objects.order_by("order_id"))))
        one.refunded_minor = max(one.refunded_minor, one.revenue_minor * share // 2)
        one.save()
        self._look(one.identity_id)

    @rule(data=st.data())
    def turn_out_to_be_the_same(self, data):
        one, other = (data.draw(st.sampled_from(sorted(self.people))) for _ in "ab")
        merge(one, other)
        self._look(one)

    @rule(hours=st.integers(1, 120))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        while loop.tick(self.now):
            pass

    @invariant()
    def everybody_stands_where_the_facts_put_them(self):
        today, reached = self.now.astimezone(ZONE).date(), self._told()
        with clock.fixed(self.now):
            for profile in Profile.objects.values_list("pk", flat=True):
                names = list(Identity.objects.filter(profile_id=profile).values_list("pk", flat=True))
                facts = Tally()
                for one in Order.objects.filter(identity_id__in=names):
                    facts[clock.from_ms(one.at_ms).astimezone(ZONE).date()] += one.revenue_minor - one.refunded_minor
                place = stands(WINDOW, facts, today, GRACE)
                assert key_of(profile) == KEYS[place]
                if len(names) == 1:  # what those who are one now were told apart stays so
                    assert reached[profile][-1] == place
                    cups = Movement.objects.filter(identity_id=profile).values_list("cause", flat=True)
                    assert len(set(cups)) == len(cups) == max(reached[profile])
        assert list(prove.wrong()) == []

    def _told(self):
        """By name: each place where they stood, one after the other."""
        found = {name: [0] for name in self.people}
        for batch in LogBatch.objects.order_by("seq"):
            for event in read_batch(batch.seq, received_ms=0, source=batch.source, payload=bytes(batch.payload)):
                if event.name == "Rank Changed":
                    found[event.identity_id].append(KEYS.index(event.properties["to"]))
        return found


@pytest.mark.django_db
def test_any_order():
    team("Asia/Tokyo")
    run_state_machine_as_test(Ladder, settings=settings(max_examples=5, stateful_step_count=12, deadline=None))
