"""A draw written by clicking, begun, drawn, and its prizes handed over."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.draws import loop, tickets
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.draws.quiz import NotUnderstood, as_text, quiz_of
from polku.kit import clock
from polku.know.people.models import Profile
from polku.know.places.models import Store
from polku.know.segments.segments import create

NEW = "/rewards/new/draw"
TYPED = {
    "name": "Spring",
    "title": "Spring draw",
    "mode": "scheduled",
    "face": "wheel",
    "entry": "once",
    "wins_person": "1",
    "closes": "2026-12-01T12:00",
    "prize-0-title": "A bicycle",
    "prize-0-stock": "1",
}
UNDO = timedelta(minutes=10)
QUIZ = "What is sencha?\n- A town\n* A tea"


def written(web: Client, **typed: Any) -> Any:
    answer = web.post(NEW, TYPED | typed)
    assert answer.status_code == 302, answer.context["form"].errors
    return programs.latest(Program.objects.latest("pk")).terms


def test_all_that_can_be_said_is_kept_and_shown_again(web: Client) -> None:
    Store.objects.create(key="kallio", name="Kallio", time_zone="Europe/Helsinki", week=[], days={})
    regulars = create("Regulars", rule={"trait": "name", "op": "is", "value": "Devi"})
    coupon = Program.objects.create(kind="coupon", name="Tea", currency="EUR", state="live")
    typed = {
        "opens": "2026-11-24T10:00", "draws": "2026-12-02T12:00", "mixes": "Lotto", "how": "Everybody from 18.",
        "prize-3-title": "Tea", "prize-3-stock": "5", "prize-3-gives": str(coupon.pk),
        "consolation_title": "A smile", "consolation_gives": str(coupon.pk),
        "reserves": "3", "claim_days": "14",
        "total": "500", "person": "2", "least_age": "18", "born": "birthday", "countries": "fi, SE",
        "segment": str(regulars.pk), "stores": ["kallio"], "quiz": QUIZ, "quiz_least": "1",
    }  # fmt: skip
    terms = written(web, **typed)
    row = Program.objects.latest("pk")

    assert [(one["key"], one["stock"], one["gives"]) for one in terms["prizes"]] == [
        ("prize_1", 1, None),
        ("prize_2", 5, {"program": coupon.pk, "amount": 1}),
    ]
    assert terms["who"] | {"countries": sorted(terms["who"]["countries"])} == {
        "least_age": 18, "born": "birthday", "countries": ["FI", "SE"], "segment": regulars.pk, "stores": ["kallio"],
    }  # fmt: skip
    assert terms["quiz"]["questions"] == [{"text": "What is sencha?", "answers": ["A town", "A tea"], "right": 1}]
    page = web.get(f"/rewards/{row.pk}/edit")
    form, rows = page.context["form"], page.context["rows"]
    again = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    again |= {f"prize-{nth}-{name}": value for nth, one in enumerate(rows) for name, value in one.items() if value}
    assert web.post(f"/rewards/{row.pk}/edit", again).status_code == 302
    assert programs.latest(row).number == 1
    assert "Nobody wins more than 1 prize" in web.get(f"/rewards/{row.pk}").text


def test_a_game_has_odds(web: Client) -> None:
    terms = written(
        web, **{"mode": "instant", "closes": "", "prize-0-of": "50", "mixes": "x", "draws": "2026-12-02T12:00"}
    )

    assert (terms["face"], terms["prizes"][0]["chance"], terms["mixes"], terms["draws"]) == (
        "wheel", {"of": 50, "wins": 1}, "", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"prize-0-stock": "many"}, "prizes"),
        ({"prize-0-title": ""}, "prizes"),
        ({"mode": "instant"}, "prizes"),
        ({"closes": ""}, "closes"),
        ({"quiz": "- no question"}, "quiz"),
        ({"consolation_title": "x"}, "consolation_title"),
        ({"countries": "Finland"}, "countries"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(web: Client, typed: dict[str, str], field: str) -> None:
    answer = web.post(NEW, TYPED | typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_it_is_drawn_with_the_public_number_and_the_prize_is_handed_over(
    web: Client, noon: datetime, log_events: Callable[..., None], carry_on: Callable[[], None]
) -> None:
    log_events({"type": "identify", "userId": "devi", "traits": {"name": "Devi"}})
    carry_on()
    devi = Profile.objects.get(name="Devi")
    written(web, mixes="Lotto numbers", closes="2026-11-21T20:00")
    row = Program.objects.get()
    web.post(f"/rewards/{row.pk}/state", {"state": "live"})
    row.refresh_from_db()
    loop.tick(noon)
    tickets.give(row, [devi.id], "welcome", now=noon)
    with clock.fixed(datetime(2026, 11, 21, 19, tzinfo=UTC)):
        while loop.tick(clock.now()):
            pass
        page = web.get(f"/rewards/{row.pk}").text
        assert ("waits for the public number" in page, "Lotto numbers" in page) == (True, True)

        web.post(f"/rewards/{row.pk}/mixing", {"number": "7 12 31"})
        while loop.tick(clock.now()):
            pass

    page = web.get(f"/rewards/{row.pk}").text
    assert ("1 prize waits to be handed over" in page, "Devi" in page) == (True, True)
    web.post(f"/rewards/{row.pk}/prizes/1", {"done": "yes"})
    assert DrawResult.objects.get().handed_ms is not None
    assert "prize waits" not in web.get(f"/rewards/{row.pk}").text
    pieces = web.get(f"/rewards/{row.pk}/record.csv").streaming_content
    record = list(csv.DictReader(io.StringIO(b"".join(pieces).decode())))
    assert [(one["number"], one["title"], one["handed_by"][:7]) for one in record] == [("1", "A bicycle", "member:")]
    web.post(f"/rewards/{row.pk}/prizes/1", {"done": "no"})
    assert DrawResult.objects.get().handed_ms is None


def test_a_winner_is_disqualified_with_a_reason_and_a_reserve_moves_up(web: Client, noon: datetime) -> None:
    terms = written(web, closes="2026-11-21T20:00", reserves="1", claim_days="7")
    assert (terms["reserves"], terms["claim_days"]) == (1, 7)
    row = Program.objects.get()
    web.post(f"/rewards/{row.pk}/state", {"state": "live"})
    row.refresh_from_db()
    tickets.give(row, [1, 2], "welcome", now=noon)
    page, out = f"/rewards/{row.pk}", f"/rewards/{row.pk}/prizes/1/disqualification"
    with clock.fixed(datetime(2026, 11, 21, 19, tzinfo=UTC)):
        while loop.tick(clock.now()):
            pass
        text = web.get(page).text
        assert ("1 reserve waits" in text, "To be claimed by" in text) == (True, True)
        assert "Please say why" in web.post(out, {"why": " "}, follow=True).text
        assert "In ten minutes" in web.post(out, {"why": "Works here"}, follow=True).text
        assert "It is theirs again" in web.post(out, {"done": "no"}, follow=True).text
        assert "until you hand it over" in web.post(f"{page}/prizes/1", {"done": "claimed"}, follow=True).text
        assert "Disqualified: <bdi>Works here" in web.post(out, {"why": "Works here"}, follow=True).text
    with clock.fixed(datetime(2026, 11, 21, 19, tzinfo=UTC) + UNDO):
        while loop.tick(clock.now()):
            pass
        text = web.get(page).text
        assert ("moved up for number 1" in text, "reserve waits" in text) == (True, False)
        assert "cannot be undone any more" in web.post(out, {"done": "no"}, follow=True).text


def test_a_quiz_as_it_is_typed() -> None:
    assert as_text(quiz_of(f"{QUIZ}\n\n\nTwo?\n* 2\n- 3")) == "What is sencha?\n- A town\n* A tea\n\nTwo?\n* 2\n- 3"
    for wrong in ("* x", "a\n- b\n- c", "a\n* b\n* c", "a\n* b"):
        with pytest.raises(NotUnderstood):
            quiz_of(wrong)
