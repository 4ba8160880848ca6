"""Erasing and exporting by the API."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from polku.flow import KEEPERS, READERS
from polku.kit import ids
from polku.know.events.forgetting.work import Forgetter
from polku.know.people import columns as people_columns
from polku.know.segments.segments import create
from polku.know.teams.models import Member, TrailEntry, create_api_key
from polku.say.channels.paper.channel import CHANNEL
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.loop import tick_channel

pytestmark = pytest.mark.django_db(transaction=True)
DEVI = ids.public(ids.identity_id("user_id", "devi"))
Log, CarryOn, Get = Callable[..., None], Callable[[], None], Callable[..., Any]


@pytest.fixture
def devi(columns: None, noon: datetime, log_events: Log, carry_on: CarryOn) -> None:
    log_events(
        {
            "type": "identify",
            "userId": "devi",
            "messageId": "i1",
            "timestamp": "2026-11-20T10:00:00Z",
            "traits": {"email": "devi@kahvila.example", "name": "<b>Devi</b>"},
        },
        {
            "type": "track",
            "event": "Order Completed",
            "userId": "devi",
            "messageId": "o1",
            "timestamp": "2026-11-20T11:00:00Z",
            "properties": {
                "order_id": "A-1",
                "revenue": 12.5,
                "currency": "USD",
                "products": [{"name": "Tea", "quantity": 2, "price": 6.25}],
            },
        },
    )
    carry_on()
    put_into_words("campaign:1", subject="Hello", body="Hello {{ person.name }}")
    ask_many("campaign:1", identity_ids=[ids.number(DEVI) or 0], channel="paper", campaign_id=1, due_ms=0, now=noon)
    tick_channel(CHANNEL, now=noon)
    carry_on()
    people_columns.sync()


@pytest.fixture
def call(client: Client, api_key: str) -> Callable[..., Any]:
    def run(method: str, path: str, *, key: str = api_key) -> Any:
        return client.generic(method, f"/api/{path}", headers={"Authorization": f"Bearer {key}"})

    return run


@pytest.mark.usefixtures("devi")
def test_a_person_is_going_and_then_gone(call: Callable[..., Any], get: Get, post: Callable[..., Any]) -> None:
    receipt = call("DELETE", f"people/{DEVI}?reason=asked")

    assert receipt.status_code == 202
    asked = receipt.json()
    assert (asked["state"], asked["done_at"], asked["counts"]) == ("asked", None, {"people": 1})
    assert (get(f"people/{DEVI}")[0], get(f"people/{DEVI}/consents")[0]) == (410, 410)
    assert post("rules/explain", {"rule": {"all": []}, "person": DEVI})[0] == 410
    assert call("DELETE", f"people/{DEVI}").json()["id"] == asked["id"]
    Forgetter(READERS, KEEPERS).tick()
    assert get(f"people/{DEVI}") == (
        404,
        {"code": "not_found", "sentence": f"There is no person with the id “{DEVI}”."},
    )
    assert call("DELETE", f"people/{DEVI}").status_code == 404
    done = get(f"erasures/{asked['id']}")
    assert (done["state"], done["counts"]["events"], done["counts"]["orders"]) == ("done", 3, 1)
    assert DEVI not in json.dumps(list(TrailEntry.objects.values()), default=str)


@pytest.mark.usefixtures("devi")
def test_everything_that_is_known_of_them_is_told(get: Get) -> None:
    create("Buyers", rule={"did": "Order Completed"})

    told = get(f"people/{DEVI}/export")

    assert told["person"]["email"] == "devi@kahvila.example"
    assert [(one["kind"], one["value"]) for one in told["identities"]] == [
        ("user_id", "devi"),
        ("email", "devi@kahvila.example"),
    ]
    assert [(one["name"], one["value"], one["said_at"], one["under"]) for one in told["traits"]] == [
        ("email", "devi@kahvila.example", "2026-11-20T10:00:00Z", "user_id devi"),
        ("name", "<b>Devi</b>", "2026-11-20T10:00:00Z", "user_id devi"),
    ]
    assert [(one["number"], one["revenue"], one["products"][0]["name"]) for one in told["orders"]] == [
        ("A-1", 12.5, "Tea")
    ]
    assert [(one["subject"], one["text"], one["state"]) for one in told["messages"]] == [
        ("Hello", "Hello <b>Devi</b>", "sent")
    ]
    assert told["segments"] == ["Buyers"]
    assert [one["name"] for one in told["events"]] == ["Message Sent", "Order Completed", "Identified"]
    assert TrailEntry.objects.filter(action="person.exported", number=DEVI).count() == 1


@pytest.mark.usefixtures("devi")
def test_a_page_of_it_holds_no_script_and_no_address_and_what_they_said_as_text(call: Callable[..., Any]) -> None:
    page = call("GET", f"people/{DEVI}/export?format=html")

    text = page.content.decode()
    assert page["Content-Disposition"] == f'attachment; filename="{DEVI}.html"'
    assert "&lt;b&gt;Devi&lt;/b&gt;" in text
    assert [word for word in ("<script", "<b>Devi", "src=", "http:", "https:", "<link") if word in text] == []


@pytest.mark.usefixtures("devi")
def test_a_key_without_the_right_neither_erases_nor_exports(call: Callable[..., Any], aino: Member) -> None:
    key = create_api_key("Reader", by=aino, scopes=["people.see"])[1]

    assert call("DELETE", f"people/{DEVI}", key=key).status_code == 403
    assert call("GET", f"people/{DEVI}/export", key=key).status_code == 403
