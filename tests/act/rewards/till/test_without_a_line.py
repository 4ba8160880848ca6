"""What waited for a line: conditions of time look at the moment at which it was pressed, within a day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.ledger import end, grant, prove
from polku.act.rewards.ledger.models import Terms
from polku.act.rewards.till import coupons, customer, stamps, today
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.told import WAITS_MS, pressed_at
from polku.kit import clock
from tests.act.rewards import made
from tests.act.rewards.made import DAY_MS, NOW, NOW_MS

pytestmark = pytest.mark.django_db
AINO = Teller("member:1")
MIDNIGHT = NOW.replace(hour=22)  # in Helsinki
LATER = MIDNIGHT + timedelta(minutes=3)
BEFORE_MS, LATER_MS = clock.to_ms(MIDNIGHT) - 2 * clock.MINUTE_MS, clock.to_ms(LATER)
TODAY_ONLY = {"valid": {"days": 0}, "conditions": {"hours": [{"first": 18 * 60, "last": 24 * 60}]}}


@pytest.fixture
def devi():
    made.team()
    return made.person("devi")


def use(key, told_ms=None, sent_ms=None):
    who = customer.customer("devi", AINO, store="", now=NOW)
    press = Press(AINO, key, LATER, told_ms=told_ms, sent_ms=sent_ms)
    return coupons.use(press, visit=who.visit, coupon=who.coupons[0].coupon)[1]


def test_a_coupon_that_was_taken_in_its_last_minutes_is_used(devi):
    issue(made.coupon(**TODAY_ONLY), [devi], "welcome", now=NOW)
    assert end.expire_due(LATER) == 0

    for told_ms in (None, LATER_MS, LATER_MS + DAY_MS, LATER_MS - 2 * DAY_MS):
        with pytest.raises(TillProblem, match="its time is over"):
            use("k-1", told_ms)
    wrong = 3 * DAY_MS  # this clock is three days ahead, whatever it tells
    with pytest.raises(TillProblem):
        use("k-1", LATER_MS + wrong, LATER_MS + wrong)
    assert use("k-1", BEFORE_MS + wrong, LATER_MS + wrong) is True
    assert list(prove.wrong()) == []


def test_whatever_a_clock_says_nothing_was_pressed_later_than_now_or_more_than_a_day_ago(devi):
    issue(made.coupon(**TODAY_ONLY), [devi], "welcome", now=NOW)

    @given(st.integers(-(2**53), 2**53), st.none() | st.integers(-(2**53), 2**53))
    def holds(told_ms, sent_ms):
        assert 0 <= NOW_MS - clock.to_ms(pressed_at(told_ms, sent_ms, now=NOW)) <= WAITS_MS

    holds()
    assert pressed_at(NOW_MS - 30_000, None, now=NOW) == NOW  # it has not waited
    assert use("k-1", BEFORE_MS) is True


def test_a_coupon_ends_a_day_after_it_is_over_and_everything_else_at_once(devi, monkeypatch):
    monkeypatch.setattr(end, "_ended_ms", 0)
    issue(made.coupon(**TODAY_ONLY), [devi], "welcome", now=NOW)
    leaves = made.program("points", {"title": "Leaves"})
    lasting = grant.Given(5, NOW_MS, clock.to_ms(MIDNIGHT), "", "")
    grant.grant(Terms.objects.get(program=leaves), [devi], "welcome", lasting, now_ms=NOW_MS)

    assert [end.expire_due(LATER + timedelta(hours=hours)) for hours in (-1, 0, 1, 24, 25)] == [0, 1, 0, 1, 0]


def test_a_stamp_counts_for_the_day_on_which_it_was_pressed(devi):
    prize = {"at": 5, "prize": {"program": made.coupon().pk}}
    terms = {"title": "Five", "size": 5, "rewards": [prize], "limits": {"day": 1}, "double": {"dates": ["2026-11-21"]}}
    card = made.program("stamps", terms)
    who = customer.customer("devi", AINO, store="", now=NOW)

    def stamp(key, told_ms=None):
        press = Press(AINO, key, LATER, told_ms=told_ms)
        return stamps.give(press, visit=who.visit, program=card.pk, count=1)[0]["has"]

    assert (stamp("after"), stamp("before", BEFORE_MS)) == (1, 3)
    with pytest.raises(TillProblem):
        stamp("again", BEFORE_MS)


@pytest.mark.parametrize("told_ms", [0, -(2**53), 2**53, 253_402_300_800_000])
def test_a_time_that_cannot_be_meant_is_not_written_down_and_todays_list_goes_on(devi, told_ms):
    issue(made.coupon(), [devi], "welcome", now=NOW)

    assert use("k-1", told_ms) is True
    assert TillAct.objects.get().told_ms is None
    TillAct.objects.update(told_ms=told_ms)  # as it was written down before
    assert [one.told_ms for one in today.today(AINO, store="", now=LATER)] == [None]
