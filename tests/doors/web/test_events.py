"""What comes in, and what was refused."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.know.events.append import News, tell
from polku.know.events.models import Refusal
from polku.know.events.read import last_seq
from polku.know.teams.models import Source
from tests.doors.web.queries import queries

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_the_newest_event_stands_on_top(web: Client, log_events: Callable[..., None], source: Source) -> None:
    log_events({"type": "page", "userId": "devi"}, {"type": "track", "event": "Cart Viewed", "userId": "devi"})
    log_events({"type": "track", "event": "Sip Taken", "userId": "devi"}, source=source.pk)

    rows = web.get("/events").context["rows"]

    assert [row.event.name for row in rows] == ["Sip Taken", "Cart Viewed", "Page Viewed"]
    assert rows[0].source == "Web shop"


def test_the_tail_brings_only_what_is_new(web: Client, log_events: Callable[..., None]) -> None:
    log_events({"type": "page", "userId": "devi"})
    end = last_seq()

    assert web.get("/events", {"after": end}, headers=HTMX).status_code == 204
    log_events({"type": "screen", "userId": "devi"})
    part = web.get("/events", {"after": end}, headers=HTMX)
    assert [row.event.name for row in part.context["rows"]] == ["Screen Viewed"]


def test_events_are_found_by_anything_inside(web: Client, log_events: Callable[..., None]) -> None:
    log_events({"type": "track", "event": "Sip Taken", "userId": "devi", "properties": {"cup": "Blue"}})
    log_events({"type": "page", "userId": "emile"})

    rows = web.get("/events", {"text": "blue"}).context["rows"]

    assert [row.event.name for row in rows] == ["Sip Taken"]


def test_events_are_found_by_whose_they_are_and_by_what_the_page_calls_them(
    web: Client, log_events: Callable[..., None], come_by: Callable[..., None]
) -> None:
    come_by("Devi Sharma", "Emile")
    log_events({"type": "page", "userId": "devi-sharma"}, {"type": "screen", "userId": "emile"})

    def names(text: str) -> list[str]:
        return [row.event.name for row in web.get("/events", {"text": text}).context["rows"]]

    assert names("sharma") == ["Page Viewed", "Identified"]
    assert names("viewed a screen") == ["Screen Viewed"]


def test_events_are_called_as_in_a_persons_story(web: Client, log_events: Callable[..., None]) -> None:
    log_events({"type": "track", "event": "Order Completed", "userId": "devi"})

    page = web.get("/events", headers={"Accept-Language": "ja"}).text

    assert "注文" in page
    assert "Order Completed" not in page


def test_what_polku_itself_notes_can_be_left_out(web: Client, log_events: Callable[..., None], source: Source) -> None:
    log_events({"type": "page", "userId": "devi"}, source=source.pk)
    tell([News("Message Sent", ("user_id", "devi"), "m-1", {}, 1)], now_ms=1)
    end = last_seq()

    assert [row.event.name for row in web.get("/events").context["rows"]] == ["Message Sent", "Page Viewed"]
    page = web.get("/events", {"from": "sources"})
    assert [row.event.name for row in page.context["rows"]] == ["Page Viewed"]
    assert f"?after={end}&amp;from=sources" in page.text


def test_what_is_inside_an_event_is_asked_for_when_it_is_opened(
    web: Client, log_events: Callable[..., None], come_by: Callable[..., None], source: Source
) -> None:
    come_by("Devi")
    log_events(
        {"type": "track", "event": "Sip Taken", "userId": "devi", "properties": {"cup": "Blue"}}, source=source.pk
    )
    page, address = web.get("/events"), f"/events/{last_seq()}/0"

    part, whole = web.get(address, headers=HTMX), web.get(address)

    assert page.text.count(address) == 2  # for htmx, and as a link for those without scripts
    assert "Blue" not in page.text
    assert ["Blue" in part.text, "<html" in part.text] == [True, False]
    assert ["Blue" in whole.text, "Web shop" in whole.text, "Devi" in whole.text] == [True, True, True]
    assert web.get(f"/events/{last_seq()}/1").status_code == 404


def test_more_events_take_no_more_queries(
    web: Client, log_events: Callable[..., None], come_by: Callable[..., None]
) -> None:
    come_by("Devi")
    one = queries(web, "/events")
    come_by("Emile", "Fumi")

    assert queries(web, "/events") == one


def test_refused_events_show_reason_sentence_and_beginning(web: Client) -> None:
    for number in range(3):
        Refusal.objects.create(
            received_ms=number, source=1, reason="future", detail="2027 is ahead", event='{"event": "<script>"}'
        )
    Refusal.objects.create(received_ms=9, source=1, reason="form", detail="not JSON", event="{")

    answer = web.get("/events/refused", {"reason": "future"})

    assert [one.reason for one, *_words in answer.context["rows"]] == ["future"] * 3
    assert "2027 is ahead" in answer.text
    assert "The event lies in the future" in answer.text
    assert "<script>" not in answer.text


def test_how_to_send_shows_each_key(web: Client, source: Source) -> None:
    page = web.get("/events/sources").text

    assert page.count(source.write_key) == 5
