"""Programs as the team sees them: listed, looked at, begun, paused, ended, copied."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.act.rewards import programs
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
    assert all(f"/rewards/new/{kind}" in answer.text for kind in ("coupon", "stamps", "points", "draw", "referral"))


def test_programs_are_found_by_name_kind_and_state(web: Client, make: Make) -> None:
    for name, state in (("Tea", "live"), ("Coffee", "draft"), ("Old tea", "ended")):
        make(name, state=state)

    def shown(asked: str) -> list[str]:
        return [row.program.name for row in web.get(f"/rewards?{asked}").context["rows"]]

    assert shown("") == ["Coffee", "Tea"]
    assert shown("query=tea") == ["Tea"]
    assert shown("state=ended") == ["Old tea"]
    assert shown("kind=stamps") == []
    assert shown("sort=name") == ["Coffee", "Tea"]
    first = Program.objects.get(name="Coffee")
    assert shown(f"sort=name&before={first.pk}") == ["Tea"]


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


def test_what_cannot_work_is_not_begun_and_the_page_says_why(web: Client, make: Make) -> None:
    over, prize = make(state="draft", valid={"ends": "2026-01-01T00:00:00Z"}), make("Cup", state="draft")
    terms = {"title": "Card", "size": 2, "rewards": [{"at": 2, "prize": {"program": prize.pk}}]}
    card = programs.create("Card", terms, kind="stamps", currency="EUR", by=None)

    for row in (over, card):
        (sentence,) = web.get(f"/rewards/{row.pk}").context["against"]
        assert sentence in web.post(f"/rewards/{row.pk}/state", {"state": "live"}, follow=True).text
    assert set(Program.objects.values_list("state", flat=True)) == {"draft"}

    programs.become(prize, "live", by=None)
    page = web.get(f"/rewards/{card.pk}")
    assert page.context["against"] == []
    assert "Each person gets “Cup” once" in page.context["hints"][0]


def test_ranks_out_of_order_and_unknown_currencies_are_said(web: Client) -> None:
    said = {
        "name": "R", "title": "R", "currency": "eur", "by": "visits", "window": "year",
        "rank_key": ["", ""], "rank_name": ["Gold", "Silver"], "rank_at": ["9", "5"],
        "rank_factor": ["", ""], "rank_prize": ["", ""], "rank_text": ["", ""],
    }  # fmt: skip

    answer = web.post("/rewards/new/ranks", said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["ranks"])
    assert "Each rank takes more than the one before." in answer.text
    unknown = web.post("/rewards/new/ranks", said | {"rank_at": ["5", "9"], "currency": "XYZ"})
    assert (unknown.status_code, list(unknown.context["form"].errors)) == (422, ["currency"])
    assert web.post("/rewards/new/ranks", said | {"rank_at": ["5", "9"]}).status_code == 302
    assert Program.objects.get().currency == "EUR"


def test_a_draft_is_deleted_unless_something_else_gives_it(web: Client, make: Make) -> None:
    cup, tea = make("Cup", state="draft"), make("Tea")
    terms = {"title": "Card", "size": 2, "rewards": [{"at": 2, "prize": {"program": cup.pk}}]}
    card = programs.create("Card", terms, kind="stamps", currency="EUR", by=None)

    kept = web.post(f"/rewards/{cup.pk}/removal", follow=True).text
    live = web.post(f"/rewards/{tea.pk}/removal", follow=True).text
    web.post(f"/rewards/{card.pk}/removal")
    gone = web.post(f"/rewards/{cup.pk}/removal", follow=True).text

    assert "Something else gives it, so it is not deleted: “Card”." in kept
    assert "Only a draft can be deleted." in live
    assert "“Cup” is deleted." in gone
    assert list(Program.objects.values_list("name", flat=True)) == ["Tea"]
