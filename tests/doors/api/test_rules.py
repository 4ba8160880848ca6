"""Rules tried out by a program: who they find, and why."""

import pytest

from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.know.teams.models import create_api_key

pytestmark = pytest.mark.django_db
BOUGHT = {"did": "Order Completed"}


@pytest.fixture
def shop(columns, log_events, carry_on) -> None:
    for name in ("devi", "emile", "fumi"):
        log_events({"type": "identify", "userId": name, "traits": {"name": name, "city": "Turku"}})
    log_events({"type": "track", "event": "Order Completed", "userId": "devi"})
    carry_on()
    while people_columns.sync():
        pass


def public(name: str) -> str:
    return ids.public(ids.identity_id("user_id", name))


def test_a_preview(shop, post):
    found = post("rules/preview", {"rule": {"all": [BOUGHT, {"not": {"did": "Order Complete"}}]}, "limit": 5})

    took_ms = found.pop("took_ms")
    assert found == {
        "count": 1,
        "of": 3,
        "sentence": "bought, and did not do “Order Complete”",
        "sample": [public("devi")],
        "warnings": [
            {
                "field": "rule.all[1].not.did",
                "sentence": "no event “Order Complete” came in the last 90 days; did you mean “Order Completed”?",
            }
        ],
    }
    assert 0 <= took_ms < 10_000


def test_why_somebody_meets_a_rule(shop, post):
    told = post("rules/explain", {"rule": {"not": {"trait": "city", "value": "turku"}}, "person": public("fumi")})

    assert told == {
        "path": "",
        "sentence": "city is not “turku”",
        "holds": False,
        "facts": {},
        "parts": [
            {"path": "not", "sentence": "city is “turku”", "holds": True, "facts": {"city": "Turku"}, "parts": []}
        ],
    }


def test_a_preview_of_an_archived_segment_says_so(shop, post, send):
    town = post("segments", {"name": "Town", "rule": {"trait": "city", "value": "Turku"}})
    send("patch", f"segments/{town['id']}", {"is_archived": True})

    found = post("rules/preview", {"rule": {"in_segment": "Town"}})

    sentence = "the segment “Town” is archived: it is not followed, and nothing new can use it"
    assert (found["count"], found["warnings"]) == (3, [{"field": "rule.in_segment", "sentence": sentence}])


@pytest.mark.parametrize("person", ["0000000000000", "nobody", "", "\0"])
def test_nobody_can_be_explained(shop, post, person):
    status, error = post("rules/explain", {"rule": BOUGHT, "person": person})

    assert (status, error["code"], error["field"]) == (404, "not_found", "person")


def test_a_mistake_points_into_the_rule(shop, post):
    mistaken = {"all": [BOUGHT, {"trait": "city", "op": "greater", "value": 1}]}

    for status, error in (
        post("rules/preview", {"rule": mistaken}),
        post("rules/explain", {"rule": mistaken, "person": public("devi")}),
    ):
        assert (status, error["code"], error["field"]) == (422, "invalid", "rule.all[1].op")
        assert error["sentence"].startswith("all[1].op: ")


def test_limits_are_limits(shop, post):
    assert post("rules/preview", {"rule": BOUGHT, "limit": 201})[1]["field"] == "limit"
    assert post("rules/preview", {"rule": BOUGHT, "limit": 0})["sample"] == []
    status, error = post("rules/preview", {"rule": {"trait": "x", "value": "y" * 1_000_001}})
    assert (status, error["code"]) == (413, "too_large")


def test_who_is_in_the_sample_is_told_to_those_who_may_see_people(shop, client, aino):
    _key, secret = create_api_key("Dashboards", by=aino, scopes=["segments.see"])
    named = {"Authorization": f"Bearer {secret}"}

    def ask(verb: str, **given: object):
        return client.post(f"/api/rules/{verb}", given, content_type="application/json", headers=named)

    assert (ask("preview", rule=BOUGHT).json()["count"], ask("preview", rule=BOUGHT).json()["sample"]) == (1, [])
    refused = ask("explain", rule=BOUGHT, person=public("devi"))
    assert (refused.status_code, "people.see" in refused.json()["error"]["sentence"]) == (403, True)
