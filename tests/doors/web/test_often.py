"""The settings of how often one person is written to."""

import pytest

from polku.know.people import columns as people_columns
from polku.know.teams.models import TrailEntry
from polku.say.limits.models import Cap
from polku.say.limits.national import national

pytestmark = pytest.mark.django_db
FORM = {"most": "2", "number": "7", "unit": "days", "kind": "email", "purpose": ""}


def shown(page):
    return [sentence for _row, sentence in page.context["caps"]]


def test_a_limit_is_added_and_removed(web):
    assert shown(web.get("/settings/often")) == []

    page = web.post("/settings/often/caps", FORM, follow=True)
    assert shown(page) == ["At most 2 messages in 7 days: E-mail"]
    web.post("/settings/often/caps", FORM)  # twice is once
    web.post(f"/settings/often/caps/{Cap.objects.get().pk}/end")

    assert shown(web.get("/settings/often")) == []
    assert [row.action for row in TrailEntry.objects.order_by("pk")] == ["cap.added", "cap.removed"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"number": "31"}, "number"), ({"most": "0"}, "most"), ({"kind": "smoke"}, "kind"), ({"unit": "y"}, "unit")],
)
def test_what_makes_no_sense_is_said_at_its_field(web, changed, field):
    page = web.post("/settings/often/caps", FORM | changed)

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert not Cap.objects.exists()


def test_quiet_hours_are_said_and_removed(web):
    for country, ends in (("", "08:00"), ("JP", "10:00"), ("JP", "09:00")):
        web.post("/settings/often/quiet", {"country": country, "begins": "21:00", "ends": ends})
    web.post("/settings/often/quiet/end", {"country": ""})

    shown = web.get("/settings/often").context["quiet_hours"]
    assert [(country, begins, ends) for _row, country, begins, ends in shown] == [("Japan", "21:00", "09:00")]


def test_national_hours_are_offered_and_kept_with_one_press(web, log_events, carry_on, columns):
    log_events(*({"type": "identify", "userId": f"p{one}", "traits": {"country": "kr"}} for one in range(3)))
    carry_on()
    people_columns.sync()
    first = web.get("/settings/often").context["national"][0]
    assert (first.country, first.people, first.is_kept) == ("South Korea", 3, False)

    web.post("/settings/often/quiet", {"country": first.one.code, "begins": first.one.begins, "ends": first.one.ends})

    assert web.get("/settings/often").context["national"][0].is_kept
    assert all(one.hours and one.source for one in national())


@pytest.mark.parametrize(("changed", "field"), [({"ends": "21:00"}, "ends"), ({"country": "XX"}, "country")])
def test_hours_that_make_no_sense_are_said_at_their_field(web, changed, field):
    page = web.post("/settings/often/quiet", {"country": "", "begins": "21:00", "ends": "08:00"} | changed)

    assert (page.status_code, list(page.context["quiet"].errors)) == (422, [field])
    assert shown(page) == []


def test_who_no_longer_responds_is_switched_on_and_off(web):
    wrong = web.post("/settings/often/sunset", {"messages": "10", "days": "3"})
    web.post("/settings/often/sunset", {"messages": "10", "days": "180"})

    assert list(wrong.context["late"].errors) == ["days"]
    assert str(web.get("/settings/often").context["sunset"]) == "10 in 180 days"
    web.post("/settings/often/sunset/end")
    assert web.get("/settings/often").context["sunset"] is None
