"""Made-up people and what they do."""

import json

from polku.lab.events import body
from polku.lab.people import person
from polku.lab.visits import visits


def test_the_same_number_is_always_the_same_person():
    assert person(17) == person(17)
    assert len({person(number).email for number in range(3_000)}) == 3_000


def test_nobody_is_real():
    made = [person(number) for number in range(500)]

    assert {one.email.split("@")[1] for one in made} == {"example.com"}
    assert all(one.email.isascii() and " 555 01" in one.phone for one in made)


def test_they_write_in_six_languages():
    assert {person(number).language for number in range(200)} == {"en", "ja", "fi", "fr", "zh-Hans", "hi"}


def test_visits_lie_before_their_end_and_repeat_exactly():
    made = list(visits(["7", "8"], last_ms=1_790_000_000_000, goods=["Tea"]))

    assert made == list(visits(["7", "8"], last_ms=1_790_000_000_000, goods=["Tea"]))
    assert len({key for key, _ in made}) == len(made)
    assert max(event["timestamp"] for _, event in made) <= "2026-09-21T14:13:20.000+00:00"


def test_load_is_json_with_ids_of_its_own():
    batches = [json.loads(body(first, 100, people=50))["batch"] for first in (0, 100)]
    ids = {event["messageId"] for batch in batches for event in batch}

    assert [len(batch) for batch in batches] == [100, 100]
    assert len(ids) == 200
    assert {event.get("event", event["type"]) for event in batches[0]} == {
        "Product Viewed",
        "Order Completed",
        "identify",
        "page",
    }
    assert json.loads(body(7, 1, people=50))["messageId"] == "load-000000000007"
