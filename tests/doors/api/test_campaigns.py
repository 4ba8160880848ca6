"""A campaign over HTTP, from the draft to what came of it."""

import pytest

from polku.act.campaigns import loop
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign
from polku.know.people import columns as people_columns
from polku.say.outbox import loop as outbox

pytestmark = pytest.mark.django_db
RULE = {"did": "Order Completed", "within": "30d", "count": {"gte": 1}}
GIVEN = {
    "name": "Second cup",
    "channel": "paper",
    "subject": "Tea",
    "body": 'Hello {{ person.first_name | default: "there" }}',
    "audience": {"rule": RULE},
}


def order(name, number, at):
    return {
        "type": "track",
        "event": "Order Completed",
        "userId": name,
        "timestamp": at,
        "properties": {"order_id": f"{name}{number}", "revenue": 10, "currency": "USD"},
    }


def test_a_draft_is_written_and_read_back(post, get, noon, aino):
    made = post("campaigns", GIVEN)

    assert made == get(f"campaigns/{made['id']}")
    nothing = {"asked": 0, "waiting": 0, "claimed": 0, "sent": 0, "held": 0, "failed": 0, "unknown": 0, "reasons": []}
    assert {key: made[key] for key in (*GIVEN, "state", "launched_at", "audience_size", "trouble", "progress")} == {
        **GIVEN,
        "state": "draft",
        "launched_at": None,
        "audience_size": None,
        "trouble": "",
        "progress": nothing,
    }
    assert [one["id"] for one in get("campaigns")["campaigns"]] == [made["id"]]


def test_launched_twice_it_reaches_everybody_once_and_tells_what_followed(
    post, get, noon, log_events, carry_on, columns
):
    log_events(*[order(name, 1, "2026-11-20T10:00:00Z") for name in ("devi", "emile")])
    number = post("campaigns", GIVEN)["id"]

    first, second = post(f"campaigns/{number}/launch"), post(f"campaigns/{number}/launch")
    carry_on()
    while people_columns.sync():
        pass
    while loop.tick(noon) + outbox.tick(noon):
        pass
    log_events(order("devi", 2, "2026-11-21T12:30:00Z"))
    carry_on()

    assert (first["state"], second["launched_at"]) == ("asking", first["launched_at"])
    done = get(f"campaigns/{number}")
    assert (done["state"], done["audience_size"], done["progress"]["sent"]) == ("done", 2, 2)
    after = done["orders_after_7_days"]
    assert {key: after[key] for key in ("reached", "people", "orders", "revenue", "currency")} == {
        "reached": 2,
        "people": 1,
        "orders": 1,
        "revenue": 10.0,
        "currency": "USD",
    }


def test_who_gets_nothing_is_written_and_changed_until_the_launch(post, send, get, noon, aino):
    given = GIVEN | {"exclusion": {"trait": "city", "value": "Tokyo"}, "holdout_percent": 10}
    made = post("campaigns", given)
    path = f"campaigns/{made['id']}"

    assert (made["exclusion"], made["holdout_percent"], made["held_out"]) == (given["exclusion"], 10, None)
    kept = send("patch", path, {"holdout_percent": 20, "name": "Third cup"})
    assert kept == made | {"holdout_percent": 20, "name": "Third cup"}
    assert send("patch", path, {"exclusion": None, "audience": {"rule": {"all": []}}})["exclusion"] is None
    assert send("patch", path, {"holdout_percent": 51})[1]["field"] == "holdout_percent"
    assert send("patch", path, {"exclusion": {"did": 7}})[1]["field"] == "exclusion"
    launch(Campaign.objects.get(), by=aino, now=noon)
    assert send("patch", path, {"holdout_percent": 0})[:1] == (409,)


def test_a_campaign_that_does_not_exist_is_said_so(post, get):
    missing = (404, {"code": "not_found", "sentence": "There is no campaign 4711."})

    assert [get("campaigns/4711"), post("campaigns/4711/launch")] == [missing, missing]
    assert get(f"campaigns/{10**30}")[0] == 404


def test_the_audience_can_be_a_segment(post, get):
    segment = post("segments", {"name": "Buyers", "rule": RULE})

    made = post("campaigns", GIVEN | {"audience": {"segment": segment["id"]}})

    assert made["audience"] == {"segment": segment["id"]}
    assert get(f"segments/{segment['id']}") == segment
    assert get("segments") == {"segments": [segment]}
    assert segment["sentence"] != ""
    assert post("segments", {"name": "x", "rule": {"did": 7}})[1]["field"] == "rule.did"
    assert post("segments", {"name": "  ", "rule": RULE})[1]["field"] == "name"


def test_a_second_segment_of_the_same_name_is_refused(post, get):
    post("segments", {"name": "Buyers", "rule": RULE})

    sentence = "There is a segment of this name already. Give this one another."
    assert post("segments", {"name": "buyers ", "rule": {"all": []}}) == (
        409,
        {"code": "name_taken", "sentence": sentence, "field": "name"},
    )
    assert [one["name"] for one in get("segments")["segments"]] == ["Buyers"]


def test_how_links_are_tagged_is_said_and_taken_back(post, send, get):
    """And the folder in which it lies, and its priority."""
    made = post("campaigns", GIVEN | {"link_tags": {"medium": "card"}, "folder": " Winter ", "priority": "high"})
    kept = get(f"campaigns/{made['id']}")["link_tags"]

    assert (kept["is_on"], kept["medium"]) == (True, "card")
    assert send("patch", f"campaigns/{made['id']}", {"link_tags": None})["link_tags"] is None
    assert send("patch", f"campaigns/{made['id']}", {"folder": "Spring"})["folder"] == "Spring"
    assert (made["folder"], made["priority"]) == ("Winter", "high")
    assert send("patch", f"campaigns/{made['id']}", {"priority": "low"})["priority"] == "low"
    assert get(f"campaigns/{made['id']}/gives-way") == {"gives_way_to": []}
