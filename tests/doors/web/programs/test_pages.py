"""Programs as the team sees them: listed, looked at, begun, paused, ended, copied."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.act.rewards.coupons.issue import issue
from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.know.people.models import Profile
from polku.know.teams.models import Member

Make = Callable[..., Program]
Come = Callable[..., list[Profile]]


def test_where_there_is_none_the_page_says_how_one_begins(web: Client) -> None:
    answer = web.get("/rewards")

    assert (answer.status_code, answer.context["has_any"]) == (200, False)
    assert "/rewards/new/coupon" in answer.text


def test_programs_are_found_by_name_kind_and_state(web: Client, make: Make) -> None:
    for name, state in (("Tea", "live"), ("Coffee", "draft"), ("Old tea", "ended")):
        make(name, state=state)

    def shown(asked: str) -> list[str]:
        return [row.program.name for row in web.get(f"/rewards?{asked}").context["rows"]]

    assert shown("") == ["Coffee", "Tea"]
    assert shown("query=tea") == ["Tea"]
    assert shown("state=ended") == ["Old tea"]
    assert shown("kind=stamps") == []


def test_a_program_tells_what_it_promises_and_who_got_it(web: Client, make: Make, come_by: Come) -> None:
    (devi,) = come_by("Devi")
    tea = make()
    issue(tea, [devi.id], "welcome", by="member:1", store="kallio", now=clock.now())

    page = web.get(f"/rewards/{tea.pk}")

    assert page.context["promised"].lines == [
        "10% off",
        "On tea",
        "From €8.00 on",
        "On: Monday, Tuesday",
        "At these hours: 14:00–17:00",
        "Not together with others",
        "For 30 days after it was given",
        "5,000 are given out at the most",
        "1 for each person at the most",
        "Each can be used once",
    ]
    assert [(one.person.name, one.words) for one in page.context["moved"]] == [("Devi", "given")]
    assert [(one.label, one.value) for one in page.context["stats"]] == [
        ("Given", "1"),
        ("Used", "0"),
        ("Still open", "1"),
    ]


def test_it_is_begun_paused_gone_on_with_and_ended_for_good(web: Client, make: Make) -> None:
    tea, states = make(state="draft"), []
    for state in ("live", "paused", "live", "ended", "live"):
        web.post(f"/rewards/{tea.pk}/state", {"state": state})
        tea.refresh_from_db()
        states.append(tea.state)

    assert states == ["live", "paused", "live", "ended", "ended"]


def test_a_copy_is_a_draft(web: Client, make: Make) -> None:
    tea = make()
    web.post(f"/rewards/{tea.pk}/copy")
    copy = Program.objects.latest("pk")

    assert (copy.name, copy.state) == ("Autumn tea (copy)", "draft")


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_who_may_only_look_or_write_begins_nothing(web: Client, make: Make, aino: Member, role: str) -> None:
    tea = make(state="draft")
    Member.objects.filter(pk=aino.pk).update(role=role)

    assert web.get(f"/rewards/{tea.pk}").status_code == 200
    assert web.post(f"/rewards/{tea.pk}/state", {"state": "live"}).status_code == 403
    assert Program.objects.get().state == "draft"
