"""A coupon that comes by itself with an event, once for each person."""

import pytest

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Lot
from polku.know.people.models import Identity
from polku.know.teams.models import Team

pytestmark = pytest.mark.django_db
TERMS = {"title": "Welcome", "benefit": {"kind": "free_delivery"}, "given_on": ["Signed Up", "Friend Added"]}


def test_whoever_signs_up_has_one_and_never_a_second(noon, log_events, carry_on):
    Team.objects.create(name="Kahvila", currency="EUR", time_zone="Europe/Helsinki")
    row = programs.create("Welcome", TERMS, currency="EUR", by=None)

    def come(user, event):
        log_events({"type": "track", "userId": user, "event": event})
        carry_on()

    come("early", "Signed Up")
    programs.become(row, "live", by=None)
    for user, event in (
        ("devi", "Signed Up"),
        ("devi", "Friend Added"),
        ("aki", "Order Completed"),
        ("emi", "Signed Up"),
    ):
        come(user, event)
    programs.become(row, "paused", by=None)
    come("late", "Signed Up")

    names = Identity.objects.filter(pk__in=Lot.objects.values("identity_id")).values_list("value", flat=True)
    assert sorted(names) == ["devi", "emi"]
