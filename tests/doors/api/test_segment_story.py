"""Who joined and left, how large segments were, and what they share, by the API."""

import pytest

from polku.kit import ids
from polku.know.segments.templates.table import TEMPLATES
from tests.know.rules.conftest import live  # noqa: F401 - the same people
from tests.know.segments.conftest import number
from tests.know.segments.live.conftest import at, follow  # noqa: F401 - the river with its segments

pytestmark = pytest.mark.django_db(transaction=True)
NOON = "2026-11-21T12:00:00Z"


@pytest.fixture
def turku(live, follow, post):  # noqa: F811
    live("devi", {"city": "Turku"})
    live("emile", {"city": "Turku"}, {"Order Completed": [1]})
    live("fumi", {"city": "Pori"}, {"Order Completed": [1]})
    made = post("segments", {"name": "Turku", "rule": {"trait": "city", "value": "Turku"}})
    post("segments", {"name": "Buyers", "rule": {"did": "Order Completed"}})
    follow()
    return made["id"]


def test_who_joined_is_told_page_by_page(turku, get):
    first = get(f"segments/{turku}/history?limit=1")
    then = get(f"segments/{turku}/history?limit=1&before={first['next_before']}")

    assert {step["person"] for page in (first, then) for step in page["steps"]} == {
        ids.public(number("devi")),
        ids.public(number("emile")),
    }
    assert then["next_before"] is None
    assert first["steps"][0] | {"person": ""} == {
        "what": "joined",
        "person": "",
        "at": NOON,
        "cause": "made",
        "event": "",
        "event_id": "",
    }
    assert get(f"segments/{turku}/history?before=x")[1]["field"] == "before"


def test_sizes_are_told_hour_by_hour(turku, get):
    assert get(f"segments/{turku}/sizes") == {"sizes": [{"at": NOON, "size": 2, "joined": 2, "left": 0}]}
    shown = get(f"segments/{turku}")
    assert (shown["size"], shown["state"]["is_settled"], shown["state"]["changed_at"]) == (2, True, NOON)


def test_what_segments_share_is_told_for_each_pair(turku, get, post):
    told = get("segments/overlaps")
    buyers = next(one["id"] for one in told["segments"] if one["name"] == "Buyers")

    assert told == {
        "segments": [{"id": buyers, "name": "Buyers", "size": 2}, {"id": turku, "name": "Turku", "size": 2}],
        "overlaps": [{"one": turku, "other": buyers, "people": 1}],
    }
    assert get(f"segments/overlaps?segments={turku}")["overlaps"] == []
    assert get("segments/overlaps?segments=1;2")[1]["field"] == "segments"


def test_templates_are_told_with_their_rules(db, get, post):
    told = get("segments/templates")["templates"]

    assert [one["key"] for one in told] == [one.key for one in TEMPLATES]
    assert [one["key"] for one in told if not one["sentence"]] == []
    assert post("segments", {"name": told[0]["name"], "rule": told[0]["rule"]})["sentence"] == told[0]["sentence"]
