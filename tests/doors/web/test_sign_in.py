"""Coming in, and being kept out."""

from datetime import datetime

import pytest
from django.test import Client

from polku.know.teams.models import Member

RIGHT = {"username": "Aino@Kahvila.example ", "password": "kahvia-kiitos"}


def test_who_signs_in_comes_to_the_page_that_was_asked_for(client: Client, aino: Member) -> None:
    first = client.get("/people?query=devi")
    answer = client.post(first["Location"], RIGHT | {"next": "/people?query=devi"})

    assert first["Location"] == "/sign-in?next=/people%3Fquery%3Ddevi"
    assert (answer.status_code, answer["Location"]) == (302, "/people?query=devi")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/", "//elsewhere.example", "///elsewhere.example", "/\\elsewhere.example",
        "http:elsewhere.example", "javascript:alert(1)", "\\\\elsewhere.example", "https:///elsewhere.example",
        "http://testserver@elsewhere.example/", "\thttps://elsewhere.example", "/\t/elsewhere.example",
    ],
)  # fmt: skip
def test_nobody_is_led_to_another_house(client: Client, aino: Member, elsewhere: str) -> None:
    answer = client.post("/sign-in", RIGHT | {"next": elsewhere})

    assert answer["Location"] == "/"
    assert client.get("/sign-in", {"next": elsewhere})["Location"] == "/"
    assert client.post("/language", {"language": "ja", "next": elsewhere})["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client, aino: Member) -> None:
    wrong = client.post("/sign-in", RIGHT | {"password": "guess"}).context["problem"]
    unknown = client.post("/sign-in", {"username": "bo@kahvila.example", "password": "guess"}).context["problem"]

    assert wrong == unknown == "This e-mail address and password do not belong together."


def test_who_guesses_must_wait(client: Client, aino: Member, noon: datetime) -> None:
    for _guess in range(5):
        client.post("/sign-in", RIGHT | {"password": "guess"})
    answer = client.post("/sign-in", RIGHT)

    assert answer.status_code == 429
    assert "Please wait 1 second" in answer.context["problem"]


def test_signing_out_takes_a_button(web: Client) -> None:
    assert web.get("/sign-out")["Location"] == "/"
    assert web.get("/account").status_code == 200
    assert web.post("/sign-out")["Location"] == "/sign-in"
    assert web.get("/").status_code == 302


def test_a_part_of_a_page_sends_the_whole_page_to_the_sign_in(client: Client, db: None) -> None:
    answer = client.get("/minutes", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/people"})

    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/sign-in?next=/people")


def test_pages_forbid_what_is_inline_and_are_not_kept(client: Client, db: None) -> None:
    answer = client.get("/sign-in")

    assert answer["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "HX-Request" in answer["Vary"]


def test_the_language_is_a_choice_before_and_after_signing_in(client: Client, aino: Member) -> None:
    client.post("/language", {"language": "ja", "next": "/sign-in"})

    assert '<html lang="ja"' in client.get("/sign-in").text
    client.force_login(aino)
    assert "ホーム" in client.get("/").text


def test_light_or_dark_is_kept_in_a_cookie(web: Client) -> None:
    web.post("/theme", {"choice": "dark", "next": "/"})
    assert 'data-bs-theme="dark"' in web.get("/").text

    web.post("/theme", {"choice": "system", "next": "/"})
    assert "data-bs-theme" not in web.get("/").text


def test_a_language_that_is_not_complete_is_not_mixed_with_english(client: Client, db: None) -> None:
    answer = client.get("/sign-in", headers={"Accept-Language": "fi, fr;q=0.9"})

    assert '<html lang="en"' in answer.text
    assert [name for _code, name in answer.context["languages"]] == ["English", "日本語"]
