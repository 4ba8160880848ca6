"""Settings that change what rules mean: everybody is asked anew, since no event tells of them."""

import pytest

from polku.know.segments import segments
from polku.know.segments.models import Segment

CLOCK = {"name": "Kahvila", "currency": "EUR", "time_zone": "Asia/Tokyo"}
BASIS = {"name": "News and offers", "about": "", "basis": "opt_out"}


@pytest.fixture
def edits(web, team):
    row = segments.create("May be written to", rule={"consent": {"purpose": "marketing"}})
    before = row.edits

    def times_asked_anew() -> int:
        return Segment.objects.get(pk=row.pk).edits - before

    return times_asked_anew


def test_what_a_purpose_stands_on(web, edits):
    web.post("/settings/consent/purposes/marketing", BASIS)
    web.post("/settings/consent/purposes/marketing", {**BASIS, "about": "Now and then"})
    assert edits() == 1

    web.post("/settings/consent/purposes/marketing/end")
    assert edits() == 2


def test_the_clock_and_the_money_of_the_team(web, edits):
    web.post("/settings/team", CLOCK)
    web.post("/settings/team", {**CLOCK, "name": "Kahvila Turku"})
    assert edits() == 1

    web.post("/settings/team", {**CLOCK, "currency": "JPY"})
    assert edits() == 2
