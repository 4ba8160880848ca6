"""The lab's town lives through a month with every program on. Ledger, events and the town's own books must agree."""

import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from polku.act.rewards import programs, prove
from polku.act.rewards.coupons import apply, issue, redeem
from polku.act.rewards.draws import loop as draws
from polku.act.rewards.draws import tickets
from polku.act.rewards.draws.models import Draw
from polku.act.rewards.ledger import end
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.told import NAMES
from polku.act.rewards.points import burn
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.act.rewards.ranks import loop as ranks
from polku.act.rewards.ranks.standing import rank_of
from polku.act.rewards.referrals import loop as referrals
from polku.act.rewards.referrals.link import code_of, referrer_of
from polku.kit import clock, ids
from polku.know.events.read import last_seq, read_block
from polku.know.people.models import Identity
from polku.know.teams.models import Team
from polku.lab.town.books import Books
from polku.lab.town.town import Town
from polku.learn.reports.rewards.numbers import numbers

pytestmark = pytest.mark.django_db
BEGUN = datetime(2026, 11, 1, tzinfo=UTC)
PEOPLE, DAYS, STEPS = 40, 30, 96
FRIENDS, WAIT = 20, 2  # from this shopper on they came by the links of those before; a friend's purchase is waited for
CUP = {"title": "A free cup", "benefit": {"kind": "gift", "gift": "A cup"}, "valid": {"days": 6}}
BASKET, FIFTHS = Basket((Line("sencha", 2, 500),), "EUR"), 9
LADDER = [{"key": "leaf", "name": "Leaf", "at": 0}, {"key": "branch", "name": "Branch", "at": 8_000}]


class Month:
    """What the town does, told to polku day by day; and what should come of it, counted on the side."""

    def __init__(self, log_events, carry_on):
        self.log, self.carry_on = log_events, carry_on
        self.dice = random.Random(7)
        self.town = Town(PEOPLE, seed=7, begun_ms=clock.to_ms(BEGUN))
        self.books = Books()
        self.paid, self.whose, self.bought_at = {}, {}, {}  # by order: what is left of it in minor units
        self.fifths = 0
        self.spent, self.thirds, self.brought = Counter(), set(), set()
        with clock.fixed(BEGUN):
            Team.objects.create(name="Kahvila", time_zone="UTC", currency="EUR")
            self.log(*[self._known(number) for number in range(FRIENDS)])
            self.carry_on()
            self.welcome = self._begun("coupon", CUP | {"limits": {"person": 1}})
            self.cup = self._begun("coupon", CUP)
            reward = {"at": 4, "prize": {"program": self.cup.pk}}
            self.card = self._begun(
                "stamps",
                {"title": "Tea card", "size": 4, "rewards": [reward], "comes": {"kind": "visit", "is_by_order": True}},
            )
            self.points = self._begun(
                "points",
                {
                    "title": "Beans",
                    "per": [{"points": 1, "minor": 100}],
                    "pending_days": 2,
                    "rate": {"points": 10, "minor": 50, "least": 10},
                },
            )
            fifth = {"title": "A fifth", "benefit": {"kind": "percent", "percent": 20}, "limits": {"used": FIFTHS}}
            self.fifth = self._begun("discount", fifth)
            prize = {"key": "cup", "title": "A cup", "stock": 3, "gives": {"program": self.cup.pk}}
            closes = (BEGUN + timedelta(days=DAYS)).isoformat()
            self.draw = self._begun(
                "draw",
                {"title": "Cups", "mode": "scheduled", "entry": "given", "closes": closes, "prizes": [prize]},
            )
            third = {"title": "Every third", "when": "each", "number": 3, "prize": {"program": self.cup.pk}}
            self.third = self._begun("benefit", third)
            doubts = {"network": 0, "day": 0, "least": 0}
            both = {side: {"program": self.cup.pk} for side in ("friend", "referrer")}
            self.bring = self._begun("referral", {"title": "Bring", "wait_days": WAIT, "doubts": doubts, **both})
            links = [self._link(number - FRIENDS) for number in range(FRIENDS, PEOPLE)]
            self.log(*[self._known(FRIENDS + nth, referral=link) for nth, link in enumerate(links)])
            self.carry_on()
            self.ladder = self._begun("ranks", {"title": "Tree", "ranks": LADDER, "window": {"kind": "ever"}})

    def _known(self, number, **more):
        name = f"shopper {number}"
        traits = {"first_name": name, **more}
        return {"type": "identify", "userId": name, "traits": traits, "timestamp": BEGUN.isoformat()}

    def _link(self, number):
        name = ids.identity_id("user_id", f"shopper {number}")
        return code_of(referrer_of(self.bring, [name], now_ms=clock.to_ms(BEGUN)))

    def _begun(self, kind, terms):
        made = programs.create(terms["title"], terms, kind=kind, currency="EUR", by=None)
        programs.become(made, "live", by=None)
        return Program.objects.get(pk=made.pk)

    def live(self, day):
        added, events = set(), []
        for _ in range(STEPS):
            happened = self.town.go_on()
            self.books.note(happened)
            added.update(happened.added.tolist())
            for who, amount in zip(happened.bought.tolist(), happened.amounts.tolist(), strict=True):
                events.append(self._order(who, round(amount * 100), happened.at_ms))
        now = BEGUN + timedelta(days=day + 1)
        with clock.fixed(now):
            events += self._refunds(day, now)
            if events:
                self.log(*events)
            self.carry_on()
            self._staff(day, added, now)
            self._count(clock.to_ms(now))
            for tick in (ranks.tick, draws.tick, referrals.tick):
                while tick(now):
                    self.carry_on()
            while end.expire(now_ms=clock.to_ms(now)):
                pass
            self.carry_on()

    def _order(self, who, minor, at_ms):
        number = f"o{len(self.paid)}"
        self.paid[number], self.whose[number], self.bought_at[number] = minor, who, at_ms
        return {
            "type": "track", "event": "Order Completed", "userId": f"shopper {who}", "messageId": number,
            "timestamp": clock.from_ms(at_ms).isoformat(),
            "properties": {"order_id": number, "revenue": minor / 100, "currency": "EUR"},
        }  # fmt: skip

    def _count(self, now_ms):
        """What should have come by now of friends and of every third purchase."""
        kept = defaultdict(list)
        for number, minor in self.paid.items():
            if minor:
                kept[self.whose[number]].append(self.bought_at[number])
        for who, instants in kept.items():
            self.thirds |= {(who, nth) for nth in range(3, len(instants) + 1, 3)}
            if who >= FRIENDS and min(instants) + WAIT * clock.DAY_MS <= now_ms:
                self.brought.add(who)

    def _refunds(self, day, now):
        """Some of what was bought before, whole or in part; some say it twice."""
        for number in self.dice.sample(sorted(self.paid), min(len(self.paid), day % 3)):
            whole = self.paid[number]
            if whole:
                back = whole if self.dice.random() < 0.5 else whole // 2
                self.paid[number] -= back
                one = {
                    "type": "track", "event": "Order Refunded", "userId": f"shopper {self.whose[number]}",
                    "messageId": f"r{day}-{number}", "timestamp": now.isoformat(),
                    "properties": {"order_id": number, "refund": back / 100, "currency": "EUR"},
                }  # fmt: skip
                yield from (one, one)

    def _staff(self, day, added, now):
        """Welcome coupons, tickets, coupons at the till (some twice), points for a cup, a use undone."""
        identity = {row.value: row.id for row in Identity.objects.filter(kind="user_id")}
        issue.issue(self.welcome, [identity[f"shopper {who}"] for who in added], "welcome", now=now)
        buyers = {
            self.whose[number] for number in self.paid if self.bought_at[number] > clock.to_ms(now) - clock.DAY_MS
        }
        if day < DAYS - 1:
            tickets.give(self.draw, [identity[f"shopper {who}"] for who in buyers], f"day {day}", now=now)
        for lot in Lot.objects.filter(program_id__in=[self.welcome.pk, self.cup.pk], left__gt=0).order_by("pk"):
            if lot.until_ms > clock.to_ms(now) and self.dice.random() < 0.2:
                for _ in range(self.dice.choice((1, 2))):
                    answer, _is_new = redeem.redeem(f"{day}-{lot.pk}", redeem.Wanted(lot.pk, now))
                if self.dice.random() < 0.1:
                    redeem.undo(f"undo-{day}-{lot.pk}", answer["use"], by="", at=now)
        for who in sorted(buyers)[:4]:
            whose = [identity[f"shopper {who}"]]
            try:
                off = burn.Wanted(self.points, whose, now, price_minor=50, currency="EUR")
                self.spent[who] += burn.burn(f"off-{day}-{who}", off)[0]["points"]
            except burn.Refused:
                continue
        for who in sorted(buyers)[:2]:
            known = [identity[f"shopper {who}"]] if who % 2 else []
            try:
                apply.apply(f"{day}-{who}", apply.Wanted(self.fifth.pk, now, Moment(now), known, BASKET))
                self.fifths += 1
            except redeem.Refused:
                continue


def assert_report(program, told):
    """The report counts what the events say."""
    kinds = Movement.Kind
    count, amount = Counter(), Counter()
    for (name, _grant, one), times in told.items():
        count[name] += times
        amount[name] += times * one
    found = numbers(program, BEGUN + timedelta(days=DAYS))
    for kind, moved in ((kinds.GRANT, found.given), (kinds.EXPIRED, found.expired), (kinds.WITHDRAWN, found.withdrawn)):
        name = NAMES[program.kind, kind]
        assert (moved.count, moved.amount) == (count[name], amount[name])
    used, back = NAMES[program.kind, kinds.USE], NAMES[program.kind, kinds.BACK]
    assert (found.used.count, found.used.amount) == (count[used] - count[back], amount[used] - amount[back])


def prizes_of(program):
    return Movement.objects.filter(program_id=program.pk, kind="grant").values_list("cause", flat=True)


def logged():
    found, seq = [], 0
    while block := read_block(seq, last_seq()):
        found += block.events
        seq = block.last
    return found


def test_the_sums_agree_to_the_last_point(log_events, carry_on):
    month = Month(log_events, carry_on)
    for day in range(DAYS):
        month.live(day)
    now_ms = clock.to_ms(BEGUN + timedelta(days=DAYS))
    totals = month.books.totals()
    assert totals["bought"] == len(month.paid) > 60

    # The ledger proves itself, from the first movement.
    assert list(prove.wrong()) == []

    # What people have is what the town's books say.
    earned, money = Counter(), Counter()
    for number, minor in month.paid.items():
        who = month.whose[number]
        earned[who] += minor // 100
        money[who] += minor
    for row in Identity.objects.filter(kind="user_id"):
        who = int(row.value.split()[1])
        [points] = [one for one in balances_of([row.id], now_ms=now_ms) if one.program == month.points] or [None]
        has = points.left + points.pending - points.owed if points else 0
        assert has == earned[who] - month.spent[who], row.value
        assert rank_of(row.profile_id).rank.key == ("branch" if money[who] >= 8_000 else "leaf")

    # Every movement is one event, and no event has another movement.
    told = defaultdict(Counter)
    events = logged()
    for event in events:
        said = event.properties
        if "grant" in said and "program_id" in said:
            told[said["program_id"]][event.name, ids.number(said["grant"]), said.get("amount", 1)] += 1
    for program in Program.objects.all():
        moved = Counter()
        for one in Movement.objects.filter(program_id=program.pk):
            name = NAMES.get((program.kind, one.kind))
            if name and one.identity_id:  # of nobody nothing is told
                moved[name, one.lot or one.pk, one.amount] += 1
        moved = Counter({key: count for key, count in moved.items() if key[0] != "Ticket Used"})  # told as won or lost
        assert told[program.pk] == moved, program.kind
        if program.kind in ("coupon", "stamps", "points"):
            assert_report(program, told[program.pk])

    names = Counter(event.name for event in events)
    causes = Counter(cause.split("/")[1].split(":")[0] for cause in prizes_of(month.cup))
    assert names["Referral Completed"] == 2 * len(month.brought) == causes["referral"] > 2
    assert causes["benefit"] == len(month.thirds) > 2

    # What nobody holds was taken off as often as it may be, points as money to the last unit.
    assert month.fifths == FIFTHS == numbers(month.fifth, clock.from_ms(now_ms)).used.count
    assert names["Discount Applied"] < FIFTHS
    assert numbers(month.points, clock.from_ms(now_ms)).cost_minor == 5 * sum(month.spent.values()) > 0

    # Everything was there: used, undone, expired, drawn, completed.
    moved_of = set(Movement.objects.values_list("program_id", flat=True))
    holding = Program.objects.filter(kind__in=["coupon", "stamps", "points", "draw", "discount"])
    assert moved_of == set(holding.values_list("pk", flat=True))
    assert min(names[name] for name in ("Coupon Redeemed", "Coupon Expired", "Card Completed", "Rank Changed")) > 0
    assert names["Draw Won"] == 3
    entered = set(Movement.objects.filter(program_id=month.draw.pk).values_list("identity_id", flat=True))
    drawn = [{event.identity_id for event in events if event.name == name} for name in ("Draw Won", "Draw Lost")]
    assert sorted([*drawn[0], *drawn[1]]) == sorted(entered)  # who lost is told once, with however many tickets
    assert Draw.objects.get().drawn_ms is not None
