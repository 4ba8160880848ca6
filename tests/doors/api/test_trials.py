"""Versions of a campaign's message over HTTP."""

import pytest

from polku.act.campaigns import loop
from polku.know.people import columns as people_columns
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Tea", "channel": "paper", "subject": "A", "body": "A", "audience": {"rule": {"all": []}}}


@pytest.fixture
def tried(post, send):
    number = post("campaigns", GIVEN)["id"]
    post(f"campaigns/{number}/variants", {"subject": "B"})
    send("put", f"campaigns/{number}/trial", {"percent": 50, "goal": "ordered"})
    return number


def test_versions_are_written_and_tried(tried, get):
    shown = get(f"campaigns/{tried}/trial")

    assert [(one["letter"], one["subject"], one["body"], one["people"]) for one in shown["versions"]] == [
        ("A", "A", "A", None),
        ("B", "B", "A", None),
    ]
    assert (shown["percent"], shown["goal"], shown["wait_h"], shown["decided_at"]) == (50, "ordered", 24, None)


def test_one_is_chosen_for_whoever_waits(tried, post, get, noon, log_events, carry_on, columns):
    log_events(*({"type": "identify", "userId": f"p{n}", "traits": {}} for n in range(30)))
    carry_on()
    while people_columns.sync():
        pass
    post(f"campaigns/{tried}/launch")
    while loop.tick(noon) + outbox.tick(noon):
        pass
    before = get(f"campaigns/{tried}/trial")

    after = post(f"campaigns/{tried}/trial/winner", {"number": 1})
    while outbox.tick(noon):
        pass

    assert sum(one["people"] for one in before["versions"]) + before["rest"] == 30
    assert get(f"campaigns/{tried}")["progress"]["sent"] == 30
    assert (after["winner"], after["why"]) == (1, "chosen")


def test_what_cannot_be(tried, send):
    assert send("post", f"campaigns/{tried}/trial/winner", {"number": 1})[0] == 409
    assert send("post", f"campaigns/{tried}/variants", {"channel": "paper", "body": ""})[0] == 422
    assert send("put", f"campaigns/{tried}/trial", {"percent": 1})[0] == 422
    assert send("delete", f"campaigns/{tried}/variants/7")[0] == 404
    assert len(send("delete", f"campaigns/{tried}/variants/1")["versions"]) == 1
    assert send("get", f"campaigns/{tried}/trial")[0] == 404
    assert send("put", f"campaigns/{tried}/trial", {"percent": 10})[0] == 422
