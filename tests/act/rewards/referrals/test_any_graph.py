"""Whoever brings whom, whoever turns out to be the same, whatever they buy and send back."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from polku.act.rewards.ledger.models import Movement
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.come import Coming, come
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.referrals.settle import settle
from polku.know.people.models import Identity
from tests.act.rewards.made import NOW, NOW_MS, coupon, merge, order, person, program, team

WHO = st.integers(0, 4)
PAIRS = st.lists(st.tuples(WHO, WHO), max_size=8)
ORDERS = st.lists(st.tuples(WHO, st.sampled_from([0, 400, 2000]), st.sampled_from([0, 1500])), max_size=6)


@pytest.mark.usefixtures("db")
class AnyGraphTest(TestCase):
    @given(brought=PAIRS, merged=st.lists(st.tuples(WHO, WHO), max_size=2), bought=ORDERS, when=st.permutations("bm"))
    @settings(max_examples=12, deadline=None)
    def test_each_friend_rewards_one_person_once_and_never_themselves(self, brought, merged, bought, when):
        team()
        tea = coupon()
        prize = {"program": tea.pk}
        terms = {"title": "Bring a friend", "friend": prize, "referrer": prize, "least_minor": 1000, "wait_days": 0}
        bring = program("referral", terms | {"doubts": {"day": 0}})
        people = [person(f"p{nth}") for nth in range(5)]
        for who, friend in brought:
            referrer = link.referrer_of(bring, [people[who]], now_ms=NOW_MS)
            settle(come([Coming(link.code_of(referrer), people[friend], NOW_MS)]), now=NOW)
        for step in when:
            if step == "m":
                for one, other in merged:
                    merge(people[one], people[other])
            else:
                for nth, (who, minor, refunded) in enumerate(bought):
                    order(f"o{nth}", people[who], minor, at_ms=NOW_MS + 1, refunded=min(refunded, minor))
        everybody = list(Referral.objects.values_list("pk", flat=True))
        for _time in range(2):
            settle(everybody, now=NOW + timedelta(days=1))

        belongs = dict(Identity.objects.values_list("id", "profile_id"))
        done = [
            (belongs[row.referrer.identity_id], belongs[row.identity_id])
            for row in Referral.objects.filter(state="rewarded").select_related("referrer")
        ]
        friends = [friend for _who, friend in done]
        assert len(set(friends)) == len(friends)
        assert all(who != friend for who, friend in done)
        assert not any(_leads(friend, who, {b: a for a, b in done}) for who, friend in done)
        assert Movement.objects.count() == 2 * len(done)
        net = {belongs[people[who]] for who, minor, refunded in bought if minor - min(refunded, minor) >= 1000}
        assert set(friends) <= net


def _leads(friend, who, by):
    """Whether the friend has brought, over however many, who has brought them."""
    passed = set()
    while who in by and who not in passed:
        passed.add(who)
        who = by[who]
        if who == friend:
            return True
    return False
