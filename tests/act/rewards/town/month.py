"""What the town does, told to polku evening by evening; and what should come of it, counted on the side."""

import random
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import timedelta

import pytest

from polku.act.rewards.benefits import days as birthdays
from polku.act.rewards.budgets import loop as budgets
from polku.act.rewards.coupons import apply, issue, redeem
from polku.act.rewards.draws import enter, play, tickets
from polku.act.rewards.draws import loop as draws
from polku.act.rewards.draws.words import Refused
from polku.act.rewards.ledger import end
from polku.act.rewards.ledger.models import Lot, Program
from polku.act.rewards.offers import draw as places
from polku.act.rewards.offers import take
from polku.act.rewards.offers.see import terms_of, who
from polku.act.rewards.points import burn
from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.act.rewards.ranks import loop as ranks
from polku.act.rewards.referrals import loop as referrals
from polku.act.rewards.referrals.link import code_of, referrer_of
from polku.kit import clock, ids
from polku.know.events.append import INTERNAL
from polku.lab.town.books import Books
from polku.lab.town.town import Town
from tests.act.rewards.town.programs import BEGUN, CLOSED, CONSOLED, DAYS, DRAWN, LEAST, LOVERS, PLACES, WAIT, Programs
from tests.act.rewards.town.till import PAID, Till

PEOPLE, FRIENDS = 20, 10  # from this shopper on they came by the links of those before
EVENING = timedelta(hours=23)  # all shops have closed
STEPS = 96
BASKET = Basket((Line("sencha", 2, 500),), "JPY")
LOOPS = (birthdays.tick, ranks.tick, draws.tick, referrals.tick, places.tick, budgets.tick, end.expire_due)


def name(number):
    return f"shopper {number}"


def identity(number):
    return ids.identity_id("user_id", name(number))


class Month:
    def __init__(self, log_events, carry_on):
        self.log, self.carry_on = log_events, carry_on
        self.dice, self.books = random.Random(7), Books()
        self.town = Town(PEOPLE, seed=7, begun_ms=clock.to_ms(BEGUN - (timedelta(days=1) - EVENING)))
        self.paid, self.whose, self.bought_at = {}, {}, {}  # by order: what is left of it
        self.spent, self.given, self.thirds, self.brought, self.won = Counter(), Counter(), set(), set(), Counter()
        self.fifths = self.plays = 0
        self.taken, self.waiting, self.asked, self.was_taken = [], [], set(), 0
        self.answered, self.joined = {}, set()
        with clock.fixed(BEGUN):
            self.programs = Programs()
            self.till = Till(self.programs)
            self.log(*[self._known(number) for number in range(FRIENDS)])
            self.carry_on()
            links = [self._link(number) for number in range(PEOPLE - FRIENDS)]
            self.log(*[self._known(FRIENDS + nth, referral=link) for nth, link in enumerate(links)])
            self.carry_on()
            self.programs.ladder()

    def _known(self, number, **more):
        """Every fifth was born in November, the first of them on its first day; every fourth came two years ago."""
        day = f"11-{number + 1:02}"
        born = {"birthday": f"1990-{day}"} if number % 5 == 0 else {}
        since = {"member_since": f"2024-{day}"} if number % 4 == 0 else {}
        traits = {"first_name": name(number), **born, **since, **more}
        return {"type": "identify", "userId": name(number), "traits": traits, "timestamp": BEGUN.isoformat()}

    def _link(self, number):
        return code_of(referrer_of(self.programs.bring, [identity(number)], now_ms=clock.to_ms(BEGUN)))

    def live(self, day):
        self.now = BEGUN + timedelta(days=day) + EVENING
        added, events = set(), []
        for _ in range(STEPS):
            happened = self.town.go_on()
            self.books.note(happened)
            added.update(happened.added.tolist())
            for buyer, amount in zip(happened.bought.tolist(), happened.amounts.tolist(), strict=True):
                events.append(self._order(buyer, round(amount * 100), happened.at_ms))
        with clock.fixed(self.now):
            events += self._refunds(day)
            if events:
                self.log(*events)
            since_ms = clock.to_ms(self.now) - clock.DAY_MS
            self._staff(day, added, sorted({self.whose[one] for one, at in self.bought_at.items() if at > since_ms}))
            self.carry_on()
            self._count()
            while sum([tick(self.now) for tick in LOOPS]):
                pass  # what this brings is heard with the next evening's

    def end(self):
        with clock.fixed(self.now):
            self.carry_on()
            while sum([tick(self.now) for tick in LOOPS]):
                self.carry_on()

    def _order(self, buyer, minor, at_ms):
        number = f"o{len(self.paid)}"
        self._bought(number, buyer, minor, at_ms)
        return {
            "type": "track", "event": "Order Completed", "userId": name(buyer), "messageId": number,
            "timestamp": clock.from_ms(at_ms).isoformat(),
            "properties": {"order_id": number, "revenue": minor, "currency": "JPY"},
        }  # fmt: skip

    def _bought(self, number, buyer, minor, at_ms):
        self.paid[number], self.whose[number], self.bought_at[number] = minor, buyer, at_ms

    def _refunds(self, day):
        """Some of what was bought before, whole or in part; some say it twice."""
        for number in self.dice.sample(sorted(self.paid), min(len(self.paid), day % 3)):
            whole = self.paid[number]
            if whole:
                back = whole if self.dice.random() < 0.5 else whole // 2
                self.paid[number] -= back
                one = {
                    "type": "track", "event": "Order Refunded", "userId": name(self.whose[number]),
                    "messageId": f"r{day}-{number}", "timestamp": self.now.isoformat(),
                    "properties": {"order_id": number, "refund": back, "currency": "JPY"},
                }  # fmt: skip
                yield from (one, one)

    def _count(self):
        """What should have come by now of friends and of every third purchase."""
        kept = defaultdict(list)
        for number, minor in self.paid.items():
            if minor >= LEAST:
                kept[self.whose[number]].append(self.bought_at[number])
        for buyer, instants in kept.items():
            self.thirds |= {(buyer, nth) for nth in range(3, len(instants) + 1, 3)}
            if buyer >= FRIENDS and min(instants) + WAIT * clock.DAY_MS <= clock.to_ms(self.now):
                self.brought.add(buyer)

    def _staff(self, day, added, buyers):
        programs = self.programs
        issue.issue(programs.welcome, [identity(one) for one in added], "welcome", now=self.now)
        if day < DAYS - 1:
            tickets.give(programs.draw, [identity(one) for one in buyers], f"day {day}", now=self.now)
        self._hundreds(day, buyers)
        for nth, buyer in enumerate(self.dice.sample(buyers, min(1, len(buyers)))):
            if paid := self.till.serve(day, nth, name(buyer), self.now):
                self._bought(paid["order"], buyer, PAID, clock.to_ms(self.now))
        if self.till.evening:
            self.till.close()
        self._coupons(day)
        for buyer in buyers[:3]:
            self._burn(day, buyer)
            self._play(day, buyer)
            self._wish(day, buyer)
            self._answer(buyer)
        self._love(buyers[-2:])
        for buyer in buyers[:2]:
            self._apply(day, buyer)
        self._change_minds()

    def _hundreds(self, day, buyers):
        """As long as the budget lets them."""
        hundred = Program.objects.get(pk=self.programs.hundred.pk)
        people = [identity(one) for one in buyers[:3]]
        if hundred.state == "live":
            assert issue.issue(hundred, people, f"day {day}", now=self.now) == len(people)
        else:
            with pytest.raises(issue.NotLive):
                issue.issue(hundred, people, f"day {day}", now=self.now)

    def _coupons(self, day):
        """Shown in the web shop; some are sent twice, some are undone."""
        programs = self.programs
        held = Lot.objects.filter(program_id__in=[programs.welcome.pk, programs.cup.pk], left__gt=0)
        for lot in held.filter(until_ms__gt=clock.to_ms(self.now)).order_by("pk"):
            if self.dice.random() < 0.2:
                for _ in range(self.dice.choice((1, 2))):
                    answer, _is_new = redeem.redeem(f"web-{day}-{lot.pk}", redeem.Wanted(lot.pk, self.now))
                if self.dice.random() < 0.1:
                    redeem.undo(f"undo-{day}-{lot.pk}", answer["use"], by="", at=self.now)

    def _burn(self, day, buyer):
        try:
            off = burn.Wanted(self.programs.points, [identity(buyer)], self.now, price_minor=50, currency="JPY")
            self.spent[buyer] += burn.burn(f"off-{day}-{buyer}", off)[0]["points"]
        except burn.Refused:
            return

    def _apply(self, day, buyer):
        known = [identity(buyer)] if buyer % 2 else []
        try:
            wanted = apply.Wanted(self.programs.fifth.pk, self.now, Moment(self.now), known, BASKET)
            apply.apply(f"shop-{day}-{buyer}", wanted)
            self.fifths += 1
        except redeem.Refused:
            return

    def _play(self, day, buyer):
        """Once a day, tapped twice."""
        wanted = play.Wanted(self.programs.game.pk, [identity(buyer)], self.now, by="customer")
        answer, _is_new = play.play(f"{day}-{buyer}", wanted)
        assert play.play(f"{day}-{buyer}", wanted) == (answer, False)
        self.plays += 1
        self.won["consolation" if answer["consolation"] else answer["prize"]] += 1
        self.given[buyer] += CONSOLED * answer["consolation"]

    def _answer(self, buyer):
        """Once, as well as they can, and once more, as they should have."""
        quiz, ours = Program.objects.get(pk=self.programs.quiz.pk), [identity(buyer)]
        if self.now >= CLOSED:
            return
        for answer in (buyer % 2, 1):
            with suppress(Refused):  # missed, and then tried; or entered already
                enter.enter(quiz, ours, answers=[answer], now=self.now)
        self.answered.setdefault(buyer, buyer % 2)

    def _love(self, buyers):
        """As the segment tells of who has joined; some leave it and join it again."""
        for buyer in buyers:
            said = {"segment_id": LOVERS, "segment": "Lovers", "cause": "event"}
            joined = {"type": "track", "event": "Segment Joined", "userId": name(buyer), "properties": said}
            self.log(joined | {"timestamp": self.now.isoformat()}, source=INTERNAL)
            self.joined.add(buyer)

    def _wish(self, day, buyer):
        """A place in each of the offers."""
        programs, person = self.programs, who(identity(buyer))
        if self.now < DRAWN:
            assert take.take(programs.lots, person, now=self.now).state == "asked"
            self.asked.add(buyer)
        place = take.take(programs.first, person, now=self.now)
        if buyer not in [*self.taken, *self.waiting]:
            (self.taken if len(self.taken) < PLACES else self.waiting).append(buyer)
            self.was_taken += len(self.taken) <= PLACES and buyer in self.taken
        assert place.state == ("taken" if buyer in self.taken else "waiting")

    def _change_minds(self):
        """Whoever had a place last gives it back, unless its cup is gone: it is the next one's."""
        if len(self.taken) < PLACES or not self.waiting:
            return
        first = self.programs.first
        place = take.take(first, who(identity(self.taken[-1])), now=self.now)
        try:
            take.give_back(first, terms_of(first), place, now=self.now)
        except take.Refused:
            return
        self.taken = [*self.taken[:-1], self.waiting.pop(0)]
        self.was_taken += 1
