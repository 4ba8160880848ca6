"""Segments by the API: made, changed, copied, had again, removed."""

import pytest

from polku.kit import columns as store
from polku.know.people import columns as people_columns
from polku.know.teams.models import TrailEntry
from tests.know.rules.conftest import live  # noqa: F401 - the same people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TURKU, PORI = {"trait": "city", "value": "Turku"}, {"trait": "city", "value": "Pori"}


@pytest.fixture
def town(post):
    return post("segments", {"name": "Town", "rule": TURKU})


def test_a_segment_tells_all_of_itself(town, get):
    assert town == {
        "id": town["id"],
        "name": "Town",
        "kind": "rule",
        "rule": TURKU,
        "sentence": "Everyone whose city is “Turku”",
        "version": 1,
        "is_live": True,
        "archived_at": None,
        "size": None,
        "state": {"is_settled": False, "checked_at": None, "changed_at": None, "drift": 0, "trouble": ""},
        "created_at": "2026-11-21T12:00:00Z",
        "edited_at": "2026-11-21T12:00:00Z",
    }
    assert get(f"segments/{town['id']}") == town
    assert get("segments") == {"segments": [town]}


def test_a_mistake_in_a_rule_is_pointed_at(post, send, town):
    rule = {"all": [TURKU, {"any": [{"trait": ""}]}]}
    sentence = "all[1].any[0].trait: this must be the name of a trait, for example city or address.city"

    refused = (422, {"code": "invalid", "sentence": sentence, "field": "rule.all[1].any[0].trait"})

    assert post("segments", {"name": "x", "rule": rule}) == refused
    assert send("patch", f"segments/{town['id']}", {"rule": rule}) == refused
    assert post(f"segments/{town['id']}/changes", {"rule": rule}) == refused


def test_what_is_given_is_changed_and_the_rest_stays(town, send, get, post):
    address = f"segments/{town['id']}"

    assert send("patch", address, {"rule": PORI})["rule"] == PORI
    assert send("patch", address, {"name": "Pori", "is_live": False})["name"] == "Pori"
    restored = send("post", f"{address}/versions/1/restore")

    assert (restored["name"], restored["rule"], restored["version"], restored["is_live"]) == ("Pori", TURKU, 4, False)
    versions = [
        (one["number"], one["name"], one["sentence"], one["by"]) for one in get(f"{address}/versions")["versions"]
    ]
    assert versions == [
        (4, "Pori", "Everyone whose city is “Turku”", "Aino"),
        (3, "Pori", "Everyone whose city is “Pori”", "Aino"),
        (2, "Town", "Everyone whose city is “Pori”", "Aino"),
        (1, "Town", "Everyone whose city is “Turku”", "Aino"),
    ]
    assert send("post", f"{address}/versions/9/restore") == (
        404,
        {"code": "not_found", "sentence": "The segment “Pori” has no version 9."},
    )
    assert {entry.who for entry in TrailEntry.objects.filter(kind="segment")} == {"Shop"}


def test_a_segment_in_use_is_not_removed(town, post, send, get):
    fans = post("segments", {"name": "Fans", "rule": {"in_segment": "town"}})
    address = f"segments/{town['id']}"

    assert fans["rule"] == {"in_segment": town["id"]}
    assert get(f"{address}/uses") == {"uses": [{"what": "segment", "id": fans["id"], "name": "Fans"}]}
    assert send("delete", address) == (
        409,
        {"code": "in_use", "sentence": f"This segment stays, for it is used by segment {fans['id']} “Fans”."},
    )
    assert send("delete", f"segments/{fans['id']}") is None
    assert send("delete", address) is None
    assert get(address)[0] == 404


def test_what_is_archived_is_found_apart_and_taken_back(town, send, get):
    address = f"segments/{town['id']}"

    archived = send("patch", address, {"is_archived": True})

    assert archived.pop("change") is None
    assert (archived["archived_at"] is not None, archived["is_live"]) == (True, False)
    assert (get("segments"), get("segments?archived=true")) == ({"segments": []}, {"segments": [archived]})
    assert send("patch", address, {"name": "Village"}) == (
        409,
        {"code": "archived", "sentence": "The segment “Town” is archived. Take it back first."},
    )
    back = send("patch", address, {"is_archived": False, "name": "Village"})
    assert (back["archived_at"], back["is_live"], back["name"]) == (None, True, "Village")


def test_what_is_used_is_not_archived_nor_changed_on_the_way(town, post, send, get):
    post("segments", {"name": "Fans", "rule": {"in_segment": "town"}})

    refused = send("patch", f"segments/{town['id']}", {"is_archived": True, "name": "Village"})

    assert (refused[0], refused[1]["code"]) == (409, "in_use")
    assert get(f"segments/{town['id']}")["name"] == "Town"


def test_a_circle_is_told_with_its_names(town, post, send):
    post("segments", {"name": "Fans", "rule": {"in_segment": "town"}})

    sentence = "not.in_segment: a segment cannot be made of itself: “Town” → “Fans” → “Town”"
    assert send("patch", f"segments/{town['id']}", {"rule": {"not": {"in_segment": "fans"}}}) == (
        422,
        {"code": "invalid", "sentence": sentence, "field": "rule.not.in_segment"},
    )


def test_an_edit_can_be_tried_before(town, post, send, live):  # noqa: F811
    live("devi", {"city": "Turku"})
    live("emile", {"city": "Pori"})
    people_columns.sync()
    fans = post("segments", {"name": "Fans", "rule": {"in_segment": "town"}})

    change = {"joins": 1, "leaves": 1, "stays": 0, "built_on": [{"id": fans["id"], "name": "Fans"}]}
    assert post(f"segments/{town['id']}/changes", {"rule": PORI}) == change | {"warnings": []}
    assert send("patch", f"segments/{town['id']}", {"rule": PORI})["change"] == change
    assert send("patch", f"segments/{town['id']}", {"rule": PORI, "name": "Pori"})["change"] is None
    assert send("post", f"segments/{town['id']}/versions/1/restore")["change"] == change


def test_what_is_archived_and_what_was_never_received_is_said_of_another_rule_too(town, columns, send, post):
    send("patch", f"segments/{town['id']}", {"is_archived": True})

    warnings = post(f"segments/{town['id']}/changes", {"rule": {"did": "Never"}})["warnings"]

    assert [one["field"] for one in warnings] == ["rule.did", "segment_id"]


def test_what_cannot_be_counted_is_saved_all_the_same(town, send):
    store.close()

    changed = send("patch", f"segments/{town['id']}", {"rule": PORI})

    assert (changed["version"], changed["change"]) == (2, None)


def test_a_copy_has_a_name_of_its_own(town, post):
    address = f"segments/{town['id']}/copy"

    assert [post(address)["name"], post(address)["name"]] == ["Town (copy)", "Town (copy 2)"]
    assert post(address, {"name": "town"})[1]["code"] == "name_taken"


@pytest.mark.parametrize("path", ["people", "uses", "versions", "export", "history", "sizes"])
def test_what_is_not_there_is_said_so(get, path):
    missing = (404, {"code": "not_found", "sentence": "There is no segment 4711."})

    assert [get("segments/4711"), get(f"segments/4711/{path}")] == [missing, missing]
    assert get(f"segments/{10**30}")[0] == 404
