"""Many give coupons out at the same instant: nobody gets more than the terms allow, and no more than there are."""

from datetime import UTC, datetime

import pytest

from polku.act.rewards import prove
from polku.act.rewards.budgets import choose
from polku.act.rewards.coupons import apply, issue, redeem
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.pricing.basket import Basket, Line, Moment
from polku.know.teams.models import Team
from tests.act.rewards.ledger.test_side_by_side import all_at_once

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
