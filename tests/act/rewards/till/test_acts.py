"""What is pressed twice happens once, whatever was lost in between, and whoever is forgotten leaves nothing."""

import pytest

from polku.act.rewards import forget
from polku.act.rewards.till import points, purchase, today, undoing, visit
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.know.people.find import by_identity
from polku.know.people.models import Profile
from polku.know.teams.models import Team
from tests.act.rewards.made import program

pytestmark = pytest.mark.django_db


@pytest.fixture
def devi(noon, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="JPY")
    log_events({"type": "identify", "userId": "devi", "traits": {"name": "Devi Rao"}})
    carry_on()
    return Profile.objects.get()


def test_an_amount_pressed_twice_is_one_order_and_goes_with_the_person(noon, devi, carry_on):
    aino = Teller("member:1", stores=("kallio",))
    press = Press(aino, "k-1", noon, "kallio", told_ms=1)
    token = visit.begin(devi, "", aino, now_ms=press.now_ms)

    first = purchase.record(press, visit=token, amount_minor=1_250)
    again = purchase.record(press, visit=token, amount_minor=1_250)
    carry_on()

    assert (again[0], first[1], again[1]) == (first[0], True, False)
    assert Profile.objects.get().revenue_minor == 1_250
    [done] = today.today(aino, store="kallio", now=noon)
    assert (done.kind, done.first_name, done.money_minor, done.can_undo) == ("purchase", "Devi", 1_250, False)
    forget.forget(Whom([{devi.id: ("user_id", "devi")}]))
    assert not TillAct.objects.exists()


def test_a_receipts_number_is_one_orders_for_good_unless_it_was_undone(noon, devi, log_events, carry_on):
    log_events({"type": "identify", "userId": "aki"})
    shop = {"order_id": "W-1", "revenue": 9, "currency": "JPY"}
    log_events({"type": "track", "event": "Order Completed", "userId": "aki", "properties": shop})
    carry_on()
    aki, manager = by_identity("user_id", "aki"), Teller("member:1", stores=("kallio",), may_undo=True)

    def record(key, who, receipt):
        token = visit.begin(who, "", manager, now_ms=clock.to_ms(noon))
        press = Press(manager, key, noon, "kallio")
        return purchase.record(press, visit=token, amount_minor=1_250, receipt=receipt)[0]

    first = record("k-1", devi, "K-17")
    for key, who, receipt in (("k-2", aki, "K-17"), ("k-3", devi, "K-17"), ("k-4", devi, "W-1")):
        with pytest.raises(TillProblem) as no:
            record(key, who, receipt)
        assert no.value.word == "receipt"
    assert record("k-5", aki, "W-1")["order"] == "W-1"  # the shop has told of the same order
    undoing.undo(Press(manager, "k-6", noon, "kallio"), first["act"])
    assert record("k-7", aki, "K-17")["order"] == "K-17/2"
    carry_on()

    earned = dict(Profile.objects.values_list("id", "revenue_minor"))
    assert earned == {devi.pk: 0, aki.pk: 2_500}


def test_many_points_at_once_are_given_by_a_manager(noon, devi):
    beans = program("points", {"title": "Beans"})
    for may_undo in (False, True):
        teller = Teller("member:1", stores=("kallio",), may_undo=may_undo)
        token = visit.begin(devi, "", teller, now_ms=clock.to_ms(noon))
        press = Press(teller, f"k-{may_undo}", noon, "kallio")
        if may_undo:
            assert points.give(press, visit=token, program=beans.pk, points=10_001)[0]["points"] == 10_001
            continue
        with pytest.raises(TillProblem) as no:
            points.give(press, visit=token, program=beans.pk, points=10_001)
        assert no.value.word == "much"
        assert points.give(press, visit=token, program=beans.pk, points=10_000)[1]
