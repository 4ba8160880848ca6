"""Many look at the same friend at the same instant: both are rewarded once, and once it is taken back."""

from datetime import timedelta

import pytest

from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Lot, Movement
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.come import Coming, come
from polku.act.rewards.referrals.settle import settle
from polku.know.orders.models import Order
from tests.act.rewards.ledger.test_side_by_side import CROWD, all_at_once
from tests.act.rewards.made import NOW, NOW_MS, coupon, order, person, program, team

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reward_is_given_once_and_taken_back_once():
    team()
    prize = {"program": coupon().pk}
    terms = {"title": "Bring a friend", "friend": prize, "referrer": prize, "wait_days": 0, "takes_back": True}
    bring, friend = program("referral", terms), person("devi")
    mine = link.referrer_of(bring, [person("aino")], now_ms=NOW_MS)
    (row,) = come([Coming(link.code_of(mine), friend, NOW_MS)])
    order("o1", friend, 2000, at_ms=NOW_MS + 1)

    assert all_at_once(lambda _number: settle([row], now=NOW + timedelta(days=1))) == {1: 1, 0: CROWD - 1}
    Order.objects.update(is_cancelled=True)
    assert all_at_once(lambda _number: settle([row], now=NOW + timedelta(days=1))) == {1: 1, 0: CROWD - 1}

    assert (Movement.objects.count(), Lot.objects.filter(left=1).count(), list(prove.wrong())) == (4, 0, [])
