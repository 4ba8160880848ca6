"""Devi takes part in draws and games on her own pages; everybody can look at what came of them, and check it."""

import html
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from polku.act.rewards.draws import loop, order, tickets
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.ledger.models import Movement, Program, Terms
from polku.kit import clock
from polku.know.people.models import Profile

pytestmark = pytest.mark.django_db
BIKE = {"key": "bike", "title": "A bicycle", "stock": 1}
Make = Callable[..., int]


@pytest.fixture
def draw(devi: Profile, noon: datetime) -> Make:
    def make(state: str = "live", **terms: Any) -> int:
        row = Program.objects.create(kind="draw", name="Spring", currency="EUR", state=state)
        known = {"title": "Spring draw", "mode": "scheduled", "prizes": [BIKE]}
        if terms.get("mode") != "instant":
            known["closes"] = (noon + timedelta(days=1)).isoformat()
        Terms.objects.create(program=row, number=1, terms=known | terms)
        loop.tick(noon)
        return row.pk

    return make


def drawn(noon: datetime) -> None:
    while loop.tick(noon + timedelta(days=1)):
        pass


def key_on(text: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', text)
    assert found
    return found[1]


def test_she_takes_part_is_drawn_and_finds_herself(
    draw: Make, signed_in: Client, outside: Client, noon: datetime
) -> None:
    number = draw()
    assert "Spring draw" in signed_in.get("/p/wallet/draws").text
    page = f"/p/wallet/draws/{number}"

    entered = signed_in.post(page)

    assert entered["Location"] == f"{page}?done=1"
    text = signed_in.get(entered["Location"]).text
    code = tickets.code_of(Movement.objects.get().pk)
    assert ("You are in" in text, code in text) == (True, True)
    assert "entered already" in signed_in.get(signed_in.post(page)["Location"]).text
    drawn(noon)
    with clock.fixed(noon + timedelta(days=1)):
        assert "You have won!" in signed_in.get(page).text
        told = outside.get(f"/p/draws/{number}/draw.json").json()
        shown = outside.get(f"/p/draws/{number}").text
    assert told["winners"] == [order.mark(told["salt"], code)]
    assert (told["winners"][0][:16] in shown, "Devi" in shown, told["secret"] in shown) == (True, False, True)


def test_a_link_alone_looks_and_takes_no_part(draw: Make, by_link: Client, devi: Profile, noon: datetime) -> None:
    page = f"/p/wallet/draws/{draw()}"
    program = Program.objects.get()
    tickets.give(program, [devi.id], "welcome", now=noon)
    code = tickets.code_of(Movement.objects.get().pk)

    assert (code in by_link.get(page).text, "sign-in" in by_link.post(page)["Location"]) == (False, True)
    assert by_link.get("/p/wallet/draws/999").status_code == 404


def test_a_prize_is_claimed_in_time_or_passed_on(
    draw: Make, signed_in: Client, by_link: Client, outside: Client, devi: Profile, noon: datetime
) -> None:
    number = draw(reserves=1, claim_days=2)
    page, late = f"/p/wallet/draws/{number}", noon + timedelta(days=9)
    tickets.give(Program.objects.get(), [devi.id, 2], "welcome", now=noon)
    drawn(noon)
    her = DrawResult.objects.get(identity_id=devi.id)
    if her.reserve:  # she changes places with the other
        DrawResult.objects.filter(number=1).update(identity_id=devi.id)
        DrawResult.objects.filter(number=2).update(identity_id=2)
    with clock.fixed(noon + timedelta(days=1)):
        assert "Claim it" in signed_in.get(page).text
        assert "Claim it" not in by_link.get(page).text
        assert "problem=late" in signed_in.post(page, {"claim": "2"})["Location"]
        assert "claimed=1" in signed_in.post(page, {"claim": "1"})["Location"]
        assert "You have claimed it." in signed_in.get(page).text
    DrawResult.objects.filter(number=1).update(claimed_ms=None)
    with clock.fixed(late):
        assert "problem=late" in signed_in.post(page, {"claim": "1"})["Location"]
        while loop.tick(late):
            pass
        assert "was not claimed in time and was passed on" in signed_in.get(page).text
        shown = outside.get(f"/p/draws/{number}").text
        told = outside.get(f"/p/draws/{number}/draw.json").json()
    assert [shown.count(words) for words in ("was not claimed in time", "moved up from the reserves")] == [1, 1]
    assert told["moved_up"] == [{"ticket": told["next"][0], "instead": told["winners"][0]}]


def test_a_reserve_reads_the_place(draw: Make, signed_in: Client, devi: Profile, noon: datetime) -> None:
    number = draw(reserves=2)
    tickets.give(Program.objects.get(), [devi.id, 2, 3], "welcome", now=noon)
    drawn(noon)
    DrawResult.objects.filter(identity_id=devi.id).update(identity_id=4)
    DrawResult.objects.filter(reserve=2).update(identity_id=devi.id)

    assert "You are reserve number 2" in signed_in.get(f"/p/wallet/draws/{number}").text


def test_what_the_page_shows_is_enough_to_check_it(
    draw: Make, outside: Client, devi: Profile, noon: datetime, tmp_path: Path
) -> None:
    number = draw(prizes=[BIKE | {"stock": 2}])
    tickets.give(Program.objects.get(), [devi.id, 2, 3, 4], "welcome", now=noon)
    assert outside.get(f"/p/draws/{number}/entries.txt").status_code == 404
    assert outside.get(f"/p/draws/{number}/draw.json").status_code == 404
    drawn(noon)
    page = outside.get(f"/p/draws/{number}").text
    (tmp_path / "draw.json").write_bytes(outside.get(f"/p/draws/{number}/draw.json").content)
    (tmp_path / "entries.txt").write_bytes(b"".join(outside.get(f"/p/draws/{number}/entries.txt").streaming_content))
    snippet = html.unescape(re.findall(r"<pre[^>]*><code>(import .*?)</code>", page, re.DOTALL)[0])

    done = subprocess.run(
        [sys.executable, "-I", "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert [line.rpartition(" ")[2] for line in done.stdout.splitlines()] == ["True"] * 3
    assert outside.get(f"/p/draws/{number}/draw.py").content == Path(order.__file__).read_bytes()


@pytest.mark.parametrize("face", ["plain", "scratch", "wheel"])
def test_a_game_is_decided_before_anything_moves_and_once(draw: Make, signed_in: Client, face: str) -> None:
    page = f"/p/wallet/draws/{draw(mode='instant', face=face, prizes=[BIKE | {'chance': {'of': 1}}], entry='daily')}"
    key = key_on(signed_in.get(page).text)

    first, second = (signed_in.post(page, {"key": key})["Location"] for _tap in range(2))

    assert (first, second, DrawResult.objects.count()) == (f"{page}?play=1", first, 1)
    text = signed_in.get(first).text
    assert ("You have won!" in text, "data-wheel" in text, f'data-game="{face}"' in text) == (
        True,
        face == "wheel",
        True,
    )
    assert "entered already" in signed_in.get(signed_in.post(page, {"key": "other"})["Location"]).text


def test_a_quiz_is_answered_once(draw: Make, signed_in: Client) -> None:
    question = {"text": "What is sencha?", "answers": ["A tea", "A town"], "right": 0}
    page = f"/p/wallet/draws/{draw(quiz={'questions': [question], 'least': 1})}"
    assert "What is sencha?" in signed_in.get(page).text
    assert "answering the questions" in signed_in.get(signed_in.post(page)["Location"]).text
    assert "Not enough answers" in signed_in.get(signed_in.post(page, {"answer-0": "1"})["Location"]).text
    assert "answered already" in signed_in.get(signed_in.post(page, {"answer-0": "0"})["Location"]).text


def test_drafts_are_nobody_s_business(draw: Make, signed_in: Client, outside: Client) -> None:
    number = draw(state="draft")

    assert [outside.get(f"/p/draws/{number}").status_code, signed_in.get(f"/p/wallet/draws/{number}").status_code] == [
        404
    ] * 2
    assert "Spring draw" not in signed_in.get("/p/wallet/draws").text


def test_tickets_that_wait_are_told_on_the_first_page(
    draw: Make, signed_in: Client, devi: Profile, noon: datetime
) -> None:
    draw(mode="instant", prizes=[BIKE | {"chance": {"of": 2}}], entry="given")
    assert "waiting to be played" not in signed_in.get("/p/wallet").text
    tickets.give(Program.objects.get(), [devi.id], "thanks", now=noon)

    assert "waiting to be played" in signed_in.get("/p/wallet").text


def test_all_of_a_page_is_in_one_language(draw: Make, devi: Profile, signed_in: Client, outside: Client) -> None:
    """Devi reads Japanese, and has borrowed somebody's English phone; a passer-by reads what their own phone does."""
    tea = {"key": "tea", "title": "Tea", "stock": 5, "chance": {"of": 3}}
    number = draw(mode="instant", prizes=[tea], entry="given")
    Profile.objects.filter(pk=devi.pk).update(traits='{"language": "ja"}')

    hers = signed_in.get(f"/p/wallet/draws/{number}?problem=once", headers={"Accept-Language": "en"})
    for shown, language in ((hers, "ja"), (outside.get(f"/p/draws/{number}?language=ja"), "ja")):
        assert shown["Content-Language"] == language
        assert ("3枚に1枚" in shown.text, "of 3 tickets" in shown.text) == (True, False)
    assert "ticket" not in re.sub(r"<[^>]+>", "", hers.text)
