"""What staff are told: which amount is asked for, the last day, what could not be given, and a friend's code."""

from datetime import timedelta

import pytest

from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.till import coupons, customer, friends, stamps
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from tests.act.rewards import made
from tests.act.rewards.made import NOW

pytestmark = pytest.mark.django_db
AINO = Teller("member:1")
MUG = {"title": "A mug", "benefit": {"kind": "gift", "gift": "mug"}}


@pytest.fixture
def devi():
    made.team()
    return made.person("devi")


def found(now=NOW):
    return customer.customer("devi", AINO, store="", now=now)


def use(key, coupon, amount_minor=None):
    token = found().visit
    return coupons.use(Press(AINO, key, NOW), coupon=coupon, visit=token, amount_minor=amount_minor)[0]


def no(call, *given, **more):
    with pytest.raises(TillProblem) as problem:
        call(*given, **more)
    return problem.value.word, problem.value.sentence


@pytest.mark.parametrize("benefit", [{"kind": "gift", "gift": "mug"}, {"kind": "amount", "minor": 500}])
def test_a_coupon_with_a_least_amount_asks_for_the_amount_and_says_what_is_missing(devi, benefit):
    issue(made.coupon(benefit=benefit, conditions={"least_minor": 2_000}), [devi], "welcome", now=NOW)
    [mug] = found().coupons

    assert no(use, "k-1", mug.coupon) == ("amount", "Write the amount first: it is for €20.00 or more.")
    assert no(use, "k-1", mug.coupon, 1_250) == ("refused", "The amount is too small for it: €7.50 is missing.")
    assert use("k-1", mug.coupon, 2_000)["off_minor"] == benefit.get("minor", 0)


def test_what_ends_at_midnight_is_shown_with_its_last_day(devi):
    issue(made.coupon(valid={"ends": "2026-12-24T00:00:00+02:00"}), [devi], "welcome", now=NOW)

    assert found().coupons[0].until == "Until the end of Dec. 23, 2026"


def test_a_full_card_says_what_there_is_for_it_and_what_could_not_be_given(devi):
    mug = made.coupon(**MUG, limits={"person": 1})
    card = made.program("stamps", {"title": "Two", "size": 2, "rewards": [{"at": 2, "prize": {"program": mug.pk}}]})

    presses = [Press(AINO, f"k-{hour}", NOW + timedelta(hours=hour)) for hour in range(2)]
    full = [stamps.give(press, visit=found().visit, program=card.pk, count=2)[0] for press in presses]

    assert [(one["filled"], one["rewards"], one["missed"]) for one in full] == [(1, ["A mug"], []), (1, [], ["A mug"])]


def test_a_friends_code_is_known_as_one_and_binds_whoever_stands_there(noon, devi, carry_on):
    mug = made.coupon(**MUG)
    bring = made.program("referral", {"title": "Bring a friend", "friend": {"program": mug.pk}})
    theirs = link.referrer_of(bring, [made.person("mika")], now_ms=made.NOW_MS)
    own = link.referrer_of(bring, [devi], now_ms=made.NOW_MS)
    press = Press(AINO, "k-1", NOW)

    assert no(customer.customer, link.spoken(theirs), AINO, store="", now=NOW)[0] == "friend"
    told = [friends.came(press, visit=found().visit, code=link.spoken(theirs))[0] for _press in range(2)]
    assert [told[1], told[0]["title"], told[0]["program"]] == [told[0], "Bring a friend", bring.pk]
    carry_on()
    assert [(row.referrer, row.identity_id) for row in Referral.objects.all()] == [(theirs, devi)]
    assert no(friends.came, Press(AINO, "k-2", NOW), visit=found().visit, code=link.spoken(own))[0] == "own_link"
    assert no(friends.came, press, visit=found().visit, code="7Q2M-K4TC-5H9Y-0C3X")[0] == "no_link"
