"""The list of people."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from polku.kit import ids
from tests.doors.web.queries import queries

pytestmark = pytest.mark.django_db


def names(answer: object) -> list[str]:
    return [row["person"].name for row in answer.context["rows"]]  # type: ignore[attr-defined]


def test_an_empty_list_says_how_people_come(web: Client) -> None:
    assert "Nobody here yet" in web.get("/people").text


def test_who_was_seen_last_stands_first(web: Client, come_by: Callable[..., None]) -> None:
    come_by("Devi", "Emile", "Fumi")

    assert names(web.get("/people")) == ["Fumi", "Emile", "Devi"]


def test_three_people_take_no_more_queries_than_one(web: Client, come_by: Callable[..., None]) -> None:
    come_by("Devi")
    one = queries(web, "/people")
    come_by("Emile", "Fumi")

    assert queries(web, "/people") == one


def test_what_was_spent_in_another_currency_is_shown_in_it(
    web: Client, come_by: Callable[..., None], buy: Callable[..., None], log_events: Callable[..., None], carry_on
) -> None:
    come_by("Devi", "Emile", "Fumi")
    buy("devi", "1001")
    for user, order_id in (("devi", "1002"), ("emile", "1003")):
        order = {"order_id": order_id, "revenue": 1500, "currency": "JPY"}
        log_events({"type": "track", "userId": user, "event": "Order Completed", "properties": order})
    carry_on()
    before = queries(web, "/people")

    cells = re.findall(r'<td class="amount number">(.*?)</td>', web.get("/people").text)

    shown = [re.sub(r"<[^>]+>", " ", cell).split() for cell in cells]
    assert sorted(shown) == [["¥1,500"], ["–"], ["€12.50", "¥1,500"]]
    come_by("Gen")
    buy("gen", "1004")
    assert queries(web, "/people") == before


def test_the_list_goes_on_where_it_ended(
    web: Client, come_by: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("polku.doors.web.people.ROWS", 2)
    monkeypatch.setattr("polku.doors.web.paging.ROWS", 2)
    monkeypatch.setattr("polku.doors.web.paging.pageful.__kwdefaults__", {"size": 2})
    come_by("Aada", "Devi", "Emile", "Fumi", "Zoë")

    seen, more = [], "/people"
    while more:
        answer = web.get(more, headers={"HX-Request": "true"} if seen else {})
        seen += names(answer)
        more = answer.context["more"]

    assert seen == ["Zoë", "Fumi", "Emile", "Devi", "Aada"]


def test_an_exact_address_and_an_id_find_them(web: Client, come_by: Callable[..., list[object]]) -> None:
    devi = come_by("Devi Sharma", "Emile")[0]

    for query in ("0-devi-sharma@example.com", "devi-sharma", ids.public(devi.id)):  # type: ignore[attr-defined]
        assert names(web.get("/people", {"query": query})) == ["Devi Sharma"]


def test_a_part_of_a_name_finds_them(web: Client, come_by: Callable[..., None], follow: Callable[[], None]) -> None:
    come_by("Devi Sharma", "Emile")
    follow()

    assert names(web.get("/people", {"query": "shar"})) == ["Devi Sharma"]


def test_without_the_column_store_people_are_there_and_exact_search_works(
    web: Client, come_by: Callable[..., None], no_columns: None
) -> None:
    come_by("Devi", "Emile")

    assert names(web.get("/people")) == ["Emile", "Devi"]
    found = web.get("/people", {"query": "devi"})
    assert names(found) == ["Devi"]
    assert "Only exact names" in found.text


def test_odd_names_are_text(web: Client, come_by: Callable[..., None]) -> None:
    come_by("<b>Bobby</b> {{ tables }}", "محمد علي", "😀 Zoë")

    page = web.get("/people").text
    assert "&lt;b&gt;Bobby&lt;/b&gt; {{ tables }}" in page
    assert '<bdi class="person-name">محمد علي</bdi>' in page
    assert "<b>Bobby" not in page


def test_a_search_by_htmx_gets_the_list_alone(web: Client, come_by: Callable[..., None]) -> None:
    come_by("Devi")

    part = web.get("/people", {"query": "devi"}, headers={"HX-Request": "true"}).text

    assert "<html" not in part
    assert part.strip() in web.get("/people", {"query": "devi"}).text
