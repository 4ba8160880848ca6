"""What is pressed twice happens once, whatever was lost in between, and whoever is forgotten leaves nothing."""

import pytest

from polku.act.rewards import forget
from polku.act.rewards.till import purchase, today, visit
from polku.act.rewards.till.acts import Press
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.teller import Teller
from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Profile
from polku.know.teams.models import Team

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
