"""What was promised for something is given also while its own program is paused; what has ended is not."""

from datetime import timedelta

import pytest

from polku.act.rewards import prizes
from polku.act.rewards.coupons import redeem
from polku.act.rewards.coupons.issue import NotLive, issue
from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.limits import Full, of_person
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program
from polku.act.rewards.prize import Prize
from polku.know.people.find import by_identity
from tests.act.rewards.made import NOW, coupon, merge, person, program, team
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def beans(at=NOW):
    terms = {"title": "Beans", "deeds": [{"event": "Review Posted", "points": 50, "most_day": 2}]}
    return program("points", terms, at=at)


@pytest.mark.parametrize("make", [coupon, beans])
@pytest.mark.parametrize(("state", "is_given"), [("live", True), ("paused", True), ("ended", False)])
def test_a_promise_outlives_a_pause(make, state, is_given):
    team()
    row, devi = make(), person("devi")
    Program.objects.filter(pk=row.pk).update(state=state)

    assert prizes.give(Prize(row.pk, 7), devi, "card/1", now=NOW) == is_given
    assert prizes.give(Prize(row.pk, 7), devi, "card/2", now=NOW, is_promised=False) == (state == "live")
    assert prizes.give_all(Prize(row.pk, 7), [devi], "card/3", now=NOW) == is_given
    assert Lot.objects.count() == 2 * is_given + (state == "live")
    if state != "live" and make is coupon:
        with pytest.raises(NotLive):
            issue(Program.objects.get(pk=row.pk), [devi], "x", now=NOW)


def test_limits_of_a_person_count_all_their_names():
    row, names = coupon(), (5, 9, 7)
    limits.take(row.pk, [of_person("won:{one}", (9,), 2)])

    limits.take(row.pk, [of_person("won:{one}", names, 2)])

    assert dict(Counter.objects.filter(count__gt=0).values_list("scope", "count")) == {"won:5": 1, "won:9": 1}
    with pytest.raises(Full):
        limits.take(row.pk, [of_person("won:{one}", (7, 5, 9), 2)])
    assert limits.take_some(row.pk, of_person("won:{one}", names, 2), 1) == 0
    assert limits.take_some(row.pk, of_person("won:{one}", names, 4), 5) == 2


def test_deeds_of_a_day_are_a_persons_whatever_names_they_have(noon, log_events, carry_on):
    team()
    beans(at=NOON - timedelta(days=9))
    said = {"type": "track", "event": "Review Posted"}
    log_events(said | {"anonymousId": "guest", "messageId": "1"})
    carry_on()
    log_events({"type": "identify", "userId": "devi", "anonymousId": "guest"})
    carry_on()

    for nth in range(3):
        log_events(
            said | {"userId": "devi", "messageId": f"2{nth}"}, said | {"anonymousId": "guest", "messageId": f"3{nth}"}
        )
        carry_on()

    assert by_identity("anonymous_id", "guest") == by_identity("user_id", "devi")
    assert Movement.objects.filter(kind="grant").count() == 2


def test_uses_of_a_day_are_a_persons_and_are_given_back_where_they_were_counted():
    team()
    row = coupon(limits={"uses": 9, "person_day": 2})
    low, high = sorted([person("devi"), person("guest")])
    issue(row, [high], "a", now=NOW)
    first = redeem.redeem("1", redeem.Wanted(Lot.objects.get().pk, NOW))[0]
    merge(low, high)
    issue(row, [low], "b", now=NOW)
    theirs = Lot.objects.get(identity_id=low).pk

    redeem.redeem("2", redeem.Wanted(theirs, NOW))
    with pytest.raises(redeem.Refused):
        redeem.redeem("3", redeem.Wanted(theirs, NOW))
    redeem.undo("4", first["use"], by="", at=NOW)
    redeem.redeem("3", redeem.Wanted(theirs, NOW))

    counted = Counter.objects.filter(count__gt=0).values_list("scope", "count")
    assert dict(counted) == {f"used:{low}:2026-11-21": 2}
