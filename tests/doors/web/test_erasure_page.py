"""Erasing and exporting on a person's page, and how long data is kept."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.flow import KEEPERS, READERS
from polku.kit import ids
from polku.know.events.forgetting.reasons import OWN_PAGE
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.models import Forgetting, KeepFor
from polku.know.people.erase import erase
from polku.know.people.models import Profile
from polku.know.teams.models import Member, TrailEntry

pytestmark = pytest.mark.django_db(transaction=True)
ComeBy, Follow = Callable[..., list[Profile]], Callable[[], None]


@pytest.fixture
def devi(columns: None, come_by: ComeBy, follow: Follow) -> str:
    devi = come_by("Devi Rao")[0]
    follow()
    return ids.public(devi.id)


def test_their_name_is_typed_and_they_are_erased(web: Client, devi: str) -> None:
    asked = web.post(f"/people/{devi}/erasure", {"name": " devi  RAO ", "reason": "they wrote to us"})
    erasure = Forgetting.objects.get()

    assert asked["Location"] == f"/erasures/{erasure.pk}"
    assert web.get(f"/people/{devi}/erasure")["Location"] == f"/erasures/{erasure.pk}"
    assert "every 1s" in web.get(f"/erasures/{erasure.pk}").content.decode()
    Forgetter(READERS, KEEPERS).tick()
    page = web.get(f"/erasures/{erasure.pk}").content.decode()
    assert ("every 1s" in page, "Devi" in page, "they wrote to us" in page) == (False, False, True)
    assert web.get(f"/people/{devi}").status_code == 404
    assert list(TrailEntry.objects.values_list("who", "action", "number")) == [("Aino", "person.erased", "")]


def test_what_polku_itself_says_of_it_is_told_in_words(web: Client, devi: str) -> None:
    profile = Profile.objects.get(id=ids.number(devi))
    asked = erase([profile], by="themselves", reason=OWN_PAGE)
    Forgetter(READERS, KEEPERS).tick()

    page, lately = web.get(f"/erasures/{asked.pk}").text, web.get("/settings/retention").text

    assert ("asked for by the customer themselves" in page, "asked on the customer’s own page" in page) == (True, True)
    assert "the customer themselves</bdi> · <bdi>asked on the customer’s own page" in lately


def test_another_name_erases_nobody(web: Client, devi: str) -> None:
    page = web.post(f"/people/{devi}/erasure", {"name": "Emile", "reason": "why not"})

    assert page.status_code == 422
    assert "Nothing was erased" in page.content.decode()
    assert "why not" in page.content.decode()
    assert Forgetting.objects.count() == 0


def test_everything_about_them_is_a_file(web: Client, devi: str) -> None:
    told = web.get(f"/people/{devi}/export")
    page = web.get(f"/people/{devi}/export?format=html", headers={"Accept-Language": "ja"})

    assert json.loads(told.content)["person"]["name"] == "Devi Rao"
    assert told["Content-Disposition"] == f'attachment; filename="{devi}.json"'
    assert '<html lang="ja">' in page.content.decode()
    assert TrailEntry.objects.filter(action="person.exported").count() == 2


@pytest.mark.parametrize(
    ("role", "sees"), [("owner", (True, True)), ("agent", (False, True)), ("viewer", (False, False))]
)
def test_the_page_offers_what_a_role_may(
    web: Client, aino: Member, devi: str, role: str, sees: tuple[bool, bool]
) -> None:
    Member.objects.filter(pk=aino.pk).update(role=role)

    page = web.get(f"/people/{devi}").content.decode()

    assert (f"/people/{devi}/erasure" in page, f"/people/{devi}/export" in page) == sees


def test_how_long_data_is_kept_is_chosen_and_counted_before(web: Client, devi: str) -> None:
    before = web.get("/settings/retention/preview?people/=30").content.decode()
    saved = web.post("/settings/retention", {"people/": "30", "trail/": "", "name": "Seen", "days": "365"}, follow=True)
    page = saved.content.decode()

    assert before.strip() == "0 would go now"
    assert "Saved" in page
    rules = list(KeepFor.objects.order_by("kind", "name").values_list("kind", "name", "days", "by"))
    assert rules == [("events", "Seen", 365, "aino@kahvila.example"), ("people", "", 30, "aino@kahvila.example")]
    web.post("/settings/retention", {"events/Seen": "", "people/": "90"})
    assert list(KeepFor.objects.values_list("kind", "days")) == [("people", 90)]


@pytest.mark.parametrize("query", ["", "nothing/=30", "people/=31", "people/=-1", "people/=x"])
def test_a_strange_question_is_no_trouble(web: Client, columns: None, query: str) -> None:
    assert web.get(f"/settings/retention/preview?{query}").status_code in (200, 404)


def test_only_the_owner_says_how_long(web: Client, aino: Member) -> None:
    Member.objects.filter(pk=aino.pk).update(role="manager")

    answers: list[Any] = [web.get("/settings/retention"), web.post("/settings/retention", {"people/": "30"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert KeepFor.objects.count() == 0
