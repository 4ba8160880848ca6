"""Who is in a segment, by the API: page by page, as a file, and put there by name."""

import csv
import io
import json

import pytest

from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.know.segments import columns as list_columns
from polku.know.teams.models import create_api_key
from tests.conftest import NOON
from tests.know.rules.conftest import live  # noqa: F401 - the same people
from tests.know.segments.conftest import number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def three(live, post):  # noqa: F811
    for name in ("devi", "emile", "fumi"):
        live(name, {"city": "Turku"})
    people_columns.sync()
    return post("segments", {"name": "Turku", "rule": {"trait": "city", "value": "Turku"}})


@pytest.fixture
def tasters(three, post):
    given = {"name": "Tasters", "people": ["devi", "nobody", ids.public(number("emile"))]}
    made = post("segments/import", given)
    list_columns.tick(NOON)
    return made


def names(page):
    return {person["name"] for person in page["people"]}


def test_people_come_page_by_page(three, get):
    address = f"segments/{three['id']}/people"
    first = get(f"{address}?limit=2")
    second = get(f"{address}?limit=2&cursor={first['next_cursor']}")

    assert (len(first["people"]), len(second["people"]), second["next_cursor"]) == (2, 1, None)
    assert names(first) | names(second) == {"devi", "emile", "fumi"}
    assert first["people"][0] == get(f"people/{first['people'][0]['id']}")
    assert get(f"{address}?cursor=x")[1] == {
        "code": "invalid",
        "sentence": "This cursor is not one of ours.",
        "field": "cursor",
    }


def test_a_list_is_made_of_names_and_refused_ones_are_told(tasters, get):
    assert tasters["outcome"] == {
        "added": 2,
        "already": 0,
        "again": 0,
        "refused_count": 1,
        "refused": [{"line": 2, "given": "nobody", "why": "Nobody is known by this."}],
    }
    assert (tasters["segment"]["kind"], tasters["segment"]["sentence"]) == (
        "list",
        "Everyone who is on the list “Tasters”",
    )
    assert names(get(f"segments/{tasters['segment']['id']}/people")) == {"devi", "emile"}


def test_people_are_put_on_it(tasters, post, get):
    address = f"segments/{tasters['segment']['id']}/people"

    assert post(address, {"people": ["fumi", "devi"]})["added"] == 1
    assert post(address, {"people": ["fumi"], "kind": "email"})["refused_count"] == 1
    assert post(address, {"people": ["fumi"], "replace": True})["added"] == 1

    list_columns.tick(NOON)
    assert names(get(address)) == {"fumi"}


def test_a_rule_has_no_list_and_a_list_no_rule(tasters, three, post, send):
    assert post(f"segments/{three['id']}/people", {"people": ["devi"]})[1]["code"] == "is_no_list"
    assert send("patch", f"segments/{tasters['segment']['id']}", {"rule": {"all": []}})[1]["code"] == "is_a_list"


def test_a_snapshot_is_a_list_of_who_is_in_it_now(three, post, get):
    then = post(f"segments/{three['id']}/snapshot", {"name": "Turku, then"})
    list_columns.tick(NOON)

    assert (then["name"], then["kind"]) == ("Turku, then", "list")
    assert names(get(f"segments/{then['id']}/people")) == {"devi", "emile", "fumi"}


def test_everybody_leaves_as_a_file(three, client, api_key):
    def file(query: str) -> str:
        headers = {"Authorization": f"Bearer {api_key}"}
        answer = client.get(f"/api/segments/{three['id']}/export?{query}", headers=headers)
        assert answer["Content-Disposition"].startswith(f'attachment; filename="segment-{three["id"]}.')
        return answer.getvalue().decode()

    rows = list(csv.DictReader(io.StringIO(file("traits=city"), newline="")))
    people = [json.loads(line) for line in file("format=jsonl").splitlines()]

    assert sorted((row["user_id"], row["city"]) for row in rows) == [
        ("devi", "Turku"),
        ("emile", "Turku"),
        ("fumi", "Turku"),
    ]
    assert {person["name"] for person in people} == {"devi", "emile", "fumi"}


def test_who_may_see_segments_may_not_take_everybody_away(three, client, aino):
    secret = create_api_key("Viewer", by=aino, scopes=["segments.see"])[1]
    headers = {"Authorization": f"Bearer {secret}"}

    assert client.get(f"/api/segments/{three['id']}/people", headers=headers).status_code == 200
    assert client.get(f"/api/segments/{three['id']}/export", headers=headers).status_code == 403
    assert client.post("/api/segments/import", {}, "application/json", headers=headers).status_code == 403
