"""A coupon from its terms to its use."""

from datetime import UTC, datetime, timedelta

import pytest

from polku.act.rewards.coupons import issue, redeem
from polku.act.rewards.coupons.terms import read
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Counter, Lot, Movement, Program, Terms
from polku.act.rewards.ledger.once import OtherRequest
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.ledger.use import NotUndone
from polku.act.rewards.pricing.basket import Basket, Line
from polku.know.people.models import Identity
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db
TENTH = {"title": "A tenth off", "benefit": {"kind": "percent", "percent": 10}}
BASKET = Basket((Line("sencha", 2, 500, "tea/green"),), "EUR")
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def program():
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")

    def make(**more):
        row = Program.objects.create(kind="coupon", name="Tenth", currency="EUR", state="live")
        Terms.objects.create(program=row, number=1, terms={**TENTH, **more})
        return row

    return make


def wanted(lot, at=NOW + HOUR, **rest):
    return redeem.Wanted(lot.pk, at, **rest)


def refusal(key, what):
    with pytest.raises(redeem.Refused) as no:
        redeem.redeem(key, what)
    return no.value.word


def test_it_is_given_once_used_once_and_the_answer_stays(program):
    tenth = program()
    assert issue.issue(tenth, [1, 2], "welcome", now=NOW) == 2
    assert issue.issue(tenth, [1, 2, 3], "welcome", now=NOW) == 1
    lot = Lot.objects.get(identity_id=1)

    first = redeem.redeem("till-1", wanted(lot, basket=BASKET))
    again = redeem.redeem("till-1", wanted(lot, at=NOW + 9 * HOUR, basket=BASKET))

    assert first[0] == again[0] == {"use": first[0]["use"], "coupon": lot.pk, "off_minor": 100, "currency": "EUR"}
    assert (first[1], again[1]) == (True, False)
    assert refusal("till-2", wanted(lot, basket=BASKET)) == "none_left"
    with pytest.raises(OtherRequest):
        redeem.redeem("till-1", wanted(Lot.objects.get(identity_id=2), basket=BASKET))


def test_undone_it_can_be_used_again(program):
    issue.issue(program(limits={"person_day": 1}), [1], "welcome", now=NOW)
    lot = Lot.objects.get()
    made, _is_new = redeem.redeem("till-1", wanted(lot))

    redeem.undo("u1", made["use"], by="member:1", at=NOW + HOUR)

    assert redeem.undo("u1", made["use"], by="member:1", at=NOW + HOUR)[1] is False
    with pytest.raises(NotUndone):
        redeem.undo("u2", made["use"], by="member:1", at=NOW + HOUR)
    assert redeem.redeem("till-2", wanted(lot))[1]
    assert list(prove.wrong()) == []


def test_limits_and_times(program):
    five = program(limits={"total": 5, "person": 2, "uses": 2, "person_day": 1}, valid={"days": 1})
    assert issue.issue(five, [1, 2], "a", now=NOW) == 2
    assert issue.issue(five, [1, 2, 3], "b", now=NOW) == 3
    assert issue.issue(five, [1, 4], "c", now=NOW) == 0
    lot = Lot.objects.filter(identity_id=1).earliest("pk")

    redeem.redeem("1", wanted(lot))
    assert refusal("2", wanted(lot)) == "limit"
    redeem.redeem("3", wanted(lot, at=NOW + 24 * HOUR))
    midnight = datetime(2026, 11, 22, 22, tzinfo=UTC)  # in Helsinki, after the day that follows
    last = Lot.objects.filter(identity_id=2).earliest("pk")
    assert refusal("4", wanted(last, at=midnight)) == "over"
    assert redeem.redeem("5", wanted(last, at=midnight - timedelta(seconds=1)))[1]


def test_whoever_has_enough_takes_no_place_from_those_behind_them(program):
    two = program(limits={"total": 2, "person": 1})
    assert issue.issue(two, [1], "a", now=NOW) == 1

    assert issue.issue(two, [1, 2, 3], "b", now=NOW) == 1

    assert sorted(Lot.objects.values_list("identity_id", flat=True)) == [1, 2]
    assert issue.issue(two, [4], "c", now=NOW) == 0
    counted = dict(Counter.objects.values_list("scope", "count"))
    assert counted == {"given": 2, "given:1": 1, "given:2": 1}


def test_who_has_it_keeps_the_terms_of_that_moment(program):
    tenth = program()
    issue.issue(tenth, [1], "a", now=NOW)
    Terms.objects.create(program=tenth, number=2, terms={**TENTH, "benefit": {"kind": "percent", "percent": 50}})
    issue.issue(tenth, [2], "a", now=NOW)

    off = [
        redeem.redeem(f"t{one.pk}", wanted(one, basket=BASKET))[0]["off_minor"] for one in Lot.objects.order_by("pk")
    ]
    assert off == [100, 500]
    Program.objects.update(state="paused")
    with pytest.raises(issue.NotLive):
        issue.issue(Program.objects.get(), [3], "a", now=NOW)
    Program.objects.update(state="ended")
    assert refusal("t9", wanted(Lot.objects.earliest("pk"))) == "ended"
    assert Movement.objects.filter(kind="use").count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"benefit": {"kind": "percent", "percent": 0}}, "benefit.percent"),
        ({"benefit": {"kind": "gift"}}, "benefit.gift"),
        ({"limits": {"person": 0}}, "limits"),
        ({"valid": {"begins": "2026-11-22T00:00:00Z", "ends": "2026-11-21T00:00:00Z"}}, "valid.ends"),
        ({"code": "shared", "shared": "A"}, "shared"),
        ({"tittle": "x"}, ""),
        ({"valid": {"ends": "2026-11-22T00:00:00"}}, ""),  # where?
        ({"conditions": {"weekdays": [9]}}, "conditions.weekdays"),
        ({"conditions": {"least_minor": -5}}, "conditions.least_minor"),
        ({"conditions": {"hours": [{"first": -5, "last": 90}]}}, "conditions.hours"),
        ({"conditions": {"hours": [{"first": 90, "last": 90}]}}, "conditions.hours"),
    ],
)
def test_terms_that_cannot_be_meant(wrong, field):
    with pytest.raises(TermsProblem) as found:
        read({**TENTH, **wrong})

    assert (found.value.problem.field or "") == field


def test_limits_and_causes_are_a_persons_whatever_names_they_have(program, log_events, carry_on):
    many = program(limits={"person": 2, "person_day": 1})
    log_events({"type": "identify", "userId": "devi"}, {"type": "identify", "anonymousId": "phone"})
    carry_on()
    names = sorted(Identity.objects.values_list("pk", flat=True))
    assert issue.issue(many, names, "before", now=NOW) == 2

    log_events({"type": "identify", "userId": "devi", "anonymousId": "phone"})
    carry_on()

    assert issue.issue(many, names[:1], "before", now=NOW) == issue.issue(many, names[1:], "before", now=NOW) == 0
    assert issue.issue(many, names[1:], "third", now=NOW) == 0  # both have been theirs
    first, second = Lot.objects.all()
    redeem.redeem("1", wanted(first))
    assert refusal("2", wanted(second)) == redeem.LIMIT
    redeem.undo("u", Movement.objects.get(kind="use").pk, by="", at=NOW + HOUR)
    assert redeem.redeem("2", wanted(second))[1]

    more = program(limits={"person": 1})
    assert issue.issue(more, names, "both", now=NOW) == 1
    assert issue.issue(more, names[1:], "again", now=NOW) == 0
