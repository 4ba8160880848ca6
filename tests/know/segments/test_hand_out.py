"""The people of a segment as a file."""

import csv
import io
import json

import pytest

from polku.kit import ids
from polku.know.people.models import Profile
from polku.know.segments import hand_out as files
from polku.know.segments import segments
from polku.know.teams.begin import the_team
from polku.know.teams.models import TrailEntry
from tests.conftest import NOON
from tests.know.segments.conftest import number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def everybody(live, who, monkeypatch):
    monkeypatch.setattr(files, "PART", 2)
    live("devi", {"city": "=1+1", "address": {"city": "Turku"}, "tags": ["tea", 7]})
    live("emile")
    live("fumi")
    who({"all": []})
    return segments.create("Everybody", rule={"all": []})


def test_a_table_holds_one_person_a_row_and_no_formula(everybody):
    pieces = files.hand_out(everybody, "csv", by=None, now=NOON, traits=["city", "address.city", "tags", "shoe"])
    rows = {row["user_id"]: row for row in csv.DictReader(io.StringIO("".join(pieces), newline=""))}

    assert sorted(rows) == ["devi", "emile", "fumi"]
    assert rows["devi"] == {
        "id": ids.public(number("devi")), "user_id": "devi", "name": "devi", "email": "", "phone": "",
        "first_seen": "1970-01-01T00:00:00+00:00", "last_seen": "", "orders": "0", "revenue": "0.0",
        "currency": the_team().currency,
        "city": "'=1+1", "address.city": "Turku", "tags": '["tea",7]', "shoe": "",
    }  # fmt: skip


def test_lines_hold_all_that_is_known(everybody):
    lines = "".join(files.hand_out(everybody, "jsonl", by=None, now=NOON)).splitlines()
    people = {person["name"]: person for person in map(json.loads, lines)}

    assert sorted(people) == ["devi", "emile", "fumi"]
    assert people["devi"]["identities"] == [{"kind": "user_id", "value": "devi"}]
    assert people["devi"]["traits"]["tags"] == ["tea", 7]


def test_whoever_is_gone_meanwhile_is_left_out_and_the_trail_knows_of_it(everybody):
    pieces = files.hand_out(everybody, "jsonl", by=None, now=NOON)
    Profile.objects.filter(name="emile").delete()

    assert len("".join(pieces).splitlines()) == 2
    entry = TrailEntry.objects.order_by("-pk")[0]
    assert (entry.action, entry.after) == (
        "segment.exported",
        {"name": "Everybody", "people": 3, "format": "jsonl"},
    )
