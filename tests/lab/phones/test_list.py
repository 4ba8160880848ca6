"""Phones are found by number, by user id, by name and by what waits on them."""

import pytest

from polku.lab.people import person
from tests.lab.phones.lab import Lab


@pytest.fixture(scope="module")
def lab() -> Lab:
    return Lab(friends=200)


def found(lab: Lab, words: str) -> list[int]:
    _, page = lab.get(f"/phones?q={words}")
    return [int(part.split("/")[0]) for part in page.split('href="/phones/')[1:] if part.split("/")[0].isdecimal()]


def test_a_number_and_a_user_id_find_one_phone(lab: Lab) -> None:
    assert found(lab, "17") == [17]
    assert found(lab, lab.account.ids.of(17)) == [17]


def test_a_name_finds_everybody_who_has_it(lab: Lab) -> None:
    family = person(17).lastName

    assert found(lab, family)[:50] == [one for one in range(lab.world.people) if family in person(one).name][:50]


def test_the_list_has_pages(lab: Lab) -> None:
    _, first = lab.get("/phones")
    _, last = lab.get("/phones?start=200")

    assert "1–50 of 220" in first
    assert "start=50" in first
    assert "201–220 of 220" in last


def test_it_speaks_japanese_to_who_reads_it(lab: Lab) -> None:
    assert "スマホ一覧" in lab.get("/phones", accept_language="ja,en;q=0.5")[1]
    assert "スマホ一覧" in lab.get("/phones?language=ja")[1]
    assert "Phones" in lab.get("/phones", accept_language="fi")[1]


def test_what_somebody_wrote_is_never_html(lab: Lab) -> None:
    lab.post(lab.phone(8, "/says"), {"text": "<img src=x onerror=alert(1)>"})

    assert "<img" not in lab.get("/phones?q=8")[1]
    assert "<script>" not in lab.get("/phones?q=%3Cscript%3E")[1]
