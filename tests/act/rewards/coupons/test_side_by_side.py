"""Many give coupons out at the same instant: nobody gets more than the terms allow, and no more than there are."""

from collections import Counter as Counts
from datetime import UTC, datetime, timedelta

import pytest

from polku.act.rewards import prove
from polku.act.rewards.budgets import choose
from polku.act.rewards.coupons import apply, issue, redeem
from polku.act.rewards.ledger import beyond
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.kit import clock
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Team
from tests.act.rewards.ledger.test_side_by_side import CROWD, all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_each_gets_one_and_together_no_more_than_there_are():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    program = Program.objects.create(kind="coupon", name="Tenth", currency="EUR", state="live")
    limits = {"person": 1, "total": 7}
    promised = {"title": "A tenth", "benefit": {"kind": "percent", "percent": 10}, "limits": limits}
    Terms.objects.create(program=program, number=1, terms=promised)

    given = all_at_once(lambda number: issue.issue(program, range(1, 11), f"cause-{number}", now=NOW))

    assert sum(count * times for count, times in given.items()) == 7
    assert Lot.objects.count() == Lot.objects.values("identity_id").distinct().count() == 7
    assert Counter.objects.get(scope="given").count == 7
    assert list(prove.wrong()) == []


def test_a_discount_is_applied_as_often_as_it_may_be_undone_meanwhile_or_not():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    limited, paid, once = discount(limits={"used": 5, "total": 6}), discount(), discount()
    choose.choose(paid, 250, counts_open=False, by=None, now=NOW)
    first = apply.apply("first", wanted(limited))[0]["use"]

    def do(number):
        came = [went(limited, f"l{number}"), went(paid, f"p{number}"), went(once, "the same")]
        if number == 3:
            redeem.undo("undo", first, by="", at=NOW)
        return tuple(came)

    came = all_at_once(do)

    uses = Movement.objects.filter(kind="use")
    per = [sum(times for those, times in came.items() if those[place] == "used") for place in range(3)]
    assert per[0] in (4, 5)  # one more where it was undone in time
    assert (per[1], per[2]) == (3, sum(came.values()))
    assert [uses.filter(program_id=one.pk).count() for one in (limited, paid, once)] == [per[0] + 1, 3, 1]
    assert Program.objects.get(pk=paid.pk).state == "paused"
    assert {row.scope: row.count for row in Counter.objects.filter(program_id=limited.pk)} == {
        "given": per[0],
        "used": per[0],
    }
    assert list(prove.wrong()) == []


def test_as_many_a_day_as_all_together_may_and_one_first_purchase_of_two():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    daily = coupon(limits={"used_day": 3, "uses": CROWD})
    firsts = [coupon(conditions={"is_first_only": True}) for _nth in range(CROWD)]
    Profile.objects.create(id=77, first_seen_ms=0, last_seen_ms=0)
    seen = {"first_seen_ms": 0, "last_seen_ms": 0}
    Identity.objects.create(id=77, kind="user_id", value="devi", profile_id=77, **seen)
    issue.issue(daily, [1, 2], "welcome", now=NOW)
    for one in firsts:
        issue.issue(one, [77], "welcome", now=NOW)
    lots = {(lot.program_id, lot.identity_id): lot.pk for lot in Lot.objects.all()}
    moment = Moment(NOW, is_first=True)  # as it was when each of them was looked at

    def do(number):
        first = lots[firsts[number].pk, 77]
        one = redeemed(f"d{number}", redeem.Wanted(lots[daily.pk, 1 + number % 2], NOW))
        return one, redeemed(f"f{number}", redeem.Wanted(first, NOW, moment=moment))

    came = all_at_once(do)

    assert Counts(one for pair, times in came.items() for one in [pair[0]] * times) == {"used": 3, "day": CROWD - 3}
    assert Counts(one for pair, times in came.items() for one in [pair[1]] * times) == {"used": 1, "first": CROWD - 1}
    tomorrow = redeem.Wanted(lots[daily.pk, 1], NOW + timedelta(days=1))
    assert redeemed("tomorrow", tomorrow) == "used"
    assert list(prove.wrong()) == []
    Movement.objects.filter(program_id=daily.pk, kind="use").update(at_ms=clock.to_ms(NOW))
    assert list(beyond.wrong()) == [f"program {daily.pk} was used 4 times on 2026-11-21, and 3 is the most it allows"]


def redeemed(key, asked):
    try:
        redeem.redeem(key, asked)
    except redeem.Refused as no:
        return no.word
    return "used"


def coupon(**more):
    row = Program.objects.create(kind="coupon", name="Tenth", currency="EUR", state="live")
    promised = {"title": "A tenth", "benefit": {"kind": "percent", "percent": 10}} | more
    Terms.objects.create(program=row, number=1, terms=promised)
    return row


def went(program, key):
    try:
        apply.apply(key, wanted(program))
    except redeem.Refused as no:
        return no.word
    return "used"


def wanted(program):
    return apply.Wanted(program.pk, NOW, Moment(NOW), basket=Basket((Line("sencha", 2, 500),), "EUR"))


def discount(**more):
    row = Program.objects.create(kind="discount", name="Tenth", currency="EUR", state="live")
    promised = {"title": "A tenth", "benefit": {"kind": "percent", "percent": 10}} | more
    Terms.objects.create(program=row, number=1, terms=promised)
    return row
