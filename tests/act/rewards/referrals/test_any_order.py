"""Whatever friends buy, send back and use, whoever looks, merges or is forgotten, in any order: a friend brings their
person something once, of what there is, and what was taken back with a purchase is gone or owed.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from polku.act.rewards import forget, prove
from polku.act.rewards.coupons import redeem
from polku.act.rewards.ledger.models import Act, Counter, Lot, Movement, Program, Terms
from polku.act.rewards.ledger.use import NothingLeft
from polku.act.rewards.points import debts
from polku.act.rewards.points.spend import give_back, spend
from polku.act.rewards.referrals import link, review
from polku.act.rewards.referrals.come import Coming, come
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.act.rewards.referrals.settle import settle
from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.know.orders.models import Order
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import TrailEntry
from tests.act.rewards.made import NOW, coupon, merge, order, person, program, team

WHO = st.integers(0, 3)
STOCK, MONTH, BEANS = 2, 2, 10


class Friends(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        tables = (Referral, Referrer, Order, Movement, Lot, Counter, Act, Terms, Program, Identity, Profile, TrailEntry)
        for table in tables:
            table.objects.all().delete()
        self.cup, self.mug = coupon(limits={"total": STOCK, "person": 1}), coupon()
        self.beans = program("points", {"title": "Beans"})
        terms = {
            "title": "Bring a friend", "least_minor": 1000, "wait_days": 1, "known_days": 365, "month": MONTH,
            "takes_back": True,
            "friend": {"program": self.cup.pk}, "referrer": {"program": self.beans.pk, "amount": BEANS},
            "tiers": [{"friends": 2, "prize": {"program": self.mug.pk}}], "doubts": {"day": 0, "least": 2},
        }  # fmt: skip
        self.bring_in = program("referral", terms)
        self.people = [person(f"p{nth}") for nth in range(4)]
        self.now, self.number, self.spent = NOW, 0, []
        self.kept = dict.fromkeys(self.people, 0)  # of friends who were forgotten, less what they spent
        self.is_anybody_forgotten = False
        for who, friend, minor in ((0, 1, 3000), (0, 2, 1000), (1, 3, 400)):
            self.bring(who=who, friend=friend, minor=minor)
        self.time_passes(days=2)
        self.spend(who=0, amount=15)

    def _next(self):
        self.number += 1
        return f"k{self.number}"

    def _names(self, who):
        profile = Identity.objects.get(pk=self.people[who]).profile_id
        return list(Identity.objects.filter(profile_id=profile).order_by("pk").values_list("pk", flat=True))

    @rule(who=WHO, friend=WHO, minor=st.sampled_from((0, 400, 1000, 3000)))
    def bring(self, who, friend, minor):
        """Most have bought something by the time anybody looks."""
        names = self._names(who)
        code = link.code_of(link.referrer_of(self.bring_in, names, now_ms=clock.to_ms(self.now)))
        coming = Coming(code, self.people[friend], clock.to_ms(self.now))
        made = come([coming, coming])
        assert (len(made) <= 1, come([coming])) == (True, [])
        if minor:
            self.buy(friend, minor)

    def buy(self, friend, minor):
        order(self._next(), self.people[friend], minor, at_ms=clock.to_ms(self.now))

    @precondition(lambda self: Order.objects.exists())
    @rule(data=st.data(), is_all=st.booleans())
    def send_back(self, data, is_all):
        one = data.draw(st.sampled_from(list(Order.objects.order_by("pk"))))
        one.refunded_minor = one.revenue_minor if is_all else one.revenue_minor // 2
        one.save()
        self.time_passes(days=0)

    @rule(days=st.integers(1, 2))
    def time_passes(self, days):
        self.now += timedelta(days=days)
        everybody = list(Referral.objects.order_by("pk").values_list("pk", flat=True))
        settle(everybody, now=self.now)
        moved = Movement.objects.count()
        settle(everybody, now=self.now)
        assert Movement.objects.count() == moved

    @precondition(lambda self: Referral.objects.exists())
    @rule(data=st.data(), said=st.sampled_from((review.APPROVED, review.REFUSED, review.OPENED)))
    def decide(self, data, said):
        row = data.draw(st.sampled_from(list(Referral.objects.order_by("pk"))))
        with suppress(review.Done):
            review.decide(row.pk, said, by=None, now=self.now)

    @precondition(lambda self: self._rewarded().exists())
    @rule(who=WHO, amount=st.integers(1, 12))
    def spend(self, who, amount):
        try:
            made = spend(self.beans, self._names(who), amount, self._next(), now=self.now)
        except NothingLeft:
            return
        self.kept[self.people[who]] -= amount
        self.spent.append((self.people[who], made))

    @precondition(lambda self: self.spent)
    @rule()
    def undo(self):
        who, made = self.spent.pop()
        self.kept[who] += give_back(self.beans, made, self._next(), now=self.now)

    @precondition(lambda self: Lot.objects.filter(program_id=self.cup.pk, left=1).exists())
    @rule()
    def use_a_cup(self):
        lot = Lot.objects.filter(program_id=self.cup.pk, left=1).order_by("pk")[0]
        redeem.redeem(self._next(), redeem.Wanted(lot.pk, self.now))

    @precondition(lambda self: self._rewarded().exists())
    @rule(one=WHO, other=WHO)
    def they_are_one(self, one, other):
        merge(self.people[one], self.people[other])

    @precondition(lambda self: self._rewarded().exists())
    @rule(who=WHO)
    def forget(self, who):
        """What others were given for them they keep."""
        names = self._names(who)
        for row in self._rewarded().filter(identity_id__in=names).exclude(referrer__identity_id__in=names):
            self.kept[row.referrer.identity_id] += BEANS
        forget.forget(Whom([{name: ("user_id", str(name)) for name in names}]))
        Order.objects.filter(identity_id__in=names).delete()
        self.kept |= dict.fromkeys(names, 0)
        self.spent = [(one, made) for one, made in self.spent if one not in names]
        self.is_anybody_forgotten = True

    def _rewarded(self):
        """Of whom somebody has got something."""
        rows = Referral.objects.filter(state=Referral.State.REWARDED).exclude(why="month")
        return rows.select_related("referrer")

    @invariant()
    def the_books_agree(self):
        assert list(prove.wrong()) == []
        belongs = dict(Identity.objects.values_list("id", "profile_id"))
        should = dict.fromkeys(belongs.values(), 0)
        for name, kept in self.kept.items():
            should[belongs[name]] += kept
        for row in self._rewarded():
            should[belongs[row.referrer.identity_id]] += BEANS
        has = dict.fromkeys(should, 0)
        for lot in Lot.objects.filter(program_id=self.beans.pk):
            has[belongs[lot.identity_id]] += lot.left
        for name, owed in debts.owed(self.beans.pk, list(belongs)).items():
            has[belongs[name]] -= owed
        assert has == should

    @invariant()
    def nobody_gets_more_than_there_is(self):
        lots = Movement.objects.filter(program_id=self.cup.pk)
        stand = lots.filter(kind="grant").count() - lots.filter(kind="withdrawn").count()
        given = Counter.objects.filter(program_id=self.cup.pk, scope="given").values_list("count", flat=True)
        assert stand <= sum(given) <= STOCK
        assert self.is_anybody_forgotten or stand == sum(given)
        months = Counter.objects.filter(program_id=self.bring_in.pk, scope__startswith="month:")
        assert all(one.count <= MONTH for one in months)
        assert self._rewarded().count() <= sum(one.count for one in months) or self.is_anybody_forgotten
        friends = [row.identity_id for row in self._rewarded()]
        assert len(friends) == len(set(friends))


@pytest.mark.django_db
def test_any_order():
    team()
    run_state_machine_as_test(Friends, settings=settings(max_examples=5, stateful_step_count=10, deadline=None))
