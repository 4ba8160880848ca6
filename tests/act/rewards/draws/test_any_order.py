"""Tickets given, taken and played until it closes, in any order: no prize too often, no number missing, none twice."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from polku.act.rewards import prove
from polku.act.rewards.coupons.issue import NotLive
from polku.act.rewards.draws import loop, odds, play, tickets
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.draws.terms import read
from polku.act.rewards.draws.words import Refused
from polku.act.rewards.ledger.models import Act, Counter, Lot, Movement, Program, Terms
from polku.kit import clock
from tests.act.rewards.draws.conftest import DAY, INSTANT, NOW, TEA, make
from tests.act.rewards.made import coupon

ZONE = ZoneInfo("Europe/Helsinki")  # the team's
PEOPLE = st.sampled_from(((1, 2), (3,), (4,)))  # the first has two names
STOCK, CONSOLED, WINS = 3, 2, 2


class Game(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        for table in (DrawResult, Draw, Movement, Lot, Counter, Act, Terms, Program):
            table.objects.all().delete()
        tea, cup = coupon(), coupon(limits={"total": CONSOLED})
        prize = TEA | {"stock": STOCK, "gives": {"program": tea.pk}}
        console = {"title": "A cup", "gives": {"program": cup.pk}}
        self.terms = INSTANT | {"prizes": [prize], "consolation": console, "entry": "daily", "wins_person": WINS}
        self.terms |= {"closes": (NOW + 3 * DAY).isoformat()}
        self.row = make(self.terms)
        self.now, self.number, self.tickets, self.days, self.plays = NOW, 0, {}, set(), []

    @property
    def is_over(self):
        return self.now >= NOW + 3 * DAY

    @rule(who=PEOPLE)
    def give(self, who):
        self.number += 1
        if self.is_over:
            with pytest.raises(NotLive):
                tickets.give(self.row, who[-1:], f"c{self.number}", now=self.now)
            return
        for again in (1, 0):
            assert tickets.give(self.row, who[-1:], f"c{self.number}", now=self.now) == again
        self.tickets[who] = self.tickets.get(who, 0) + 1

    @rule(who=PEOPLE)
    def play(self, who):
        """A ticket that they have, or else the day's."""
        self.number += 1
        wanted, today = play.Wanted(self.row.pk, who, self.now), (who, self.now.astimezone(ZONE).date())
        if self.is_over or (not self.tickets.get(who) and today in self.days):
            with pytest.raises(Refused):
                play.play(f"p{self.number}", wanted)
            return
        if self.tickets.get(who):
            self.tickets[who] -= 1
        else:
            self.days.add(today)
        answer, is_new = play.play(f"p{self.number}", wanted)
        assert (play.play(f"p{self.number}", wanted), is_new) == ((answer, False), True)
        self.plays.append((who, answer["prize"]))

    @rule(hours=st.integers(6, 30))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        while loop.tick(self.now):
            pass

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        results = list(DrawResult.objects.order_by("number"))
        assert [(one.number, one.prize) for one in results] == [
            (n, prize) for n, (_w, prize) in enumerate(self.plays, 1)
        ]
        won = [who for who, prize in self.plays if prize == "tea"]
        assert len(won) <= STOCK
        assert all(won.count(who) <= WINS for who in won)
        assert sum(prize == "consolation" for _who, prize in self.plays) <= CONSOLED
        given = Movement.objects.exclude(program_id=self.row.pk)
        assert given.count() == sum(bool(prize) for _who, prize in self.plays)
        held = Lot.objects.filter(program_id=self.row.pk, until_ms__gt=clock.to_ms(self.now), left=1).count()
        assert held == (0 if self.is_over else sum(self.tickets.values()))
        secret = Draw.objects.values_list("secret", flat=True).first()
        if secret:  # told: everybody can roll again
            prizes = read(self.terms).prizes
            assert [one.roll for one in results] == [str(odds.roll(secret, one.number, prizes)) for one in results]


@pytest.mark.django_db
def test_any_order(team):
    run_state_machine_as_test(Game, settings=settings(max_examples=6, stateful_step_count=12, deadline=None))
