"""`polku segments`: made, looked at, changed and handed out from the machine itself."""

import json

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from polku.doors.cli.segments import change, command, look, make, people
from polku.kit import clock
from polku.kit import columns as store
from polku.know.people import columns as people_columns
from polku.know.segments.live import loop
from polku.know.segments.models import Segment
from polku.know.teams.models import Member, create_api_key
from tests.know.rules.conftest import live  # noqa: F401 - the same people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TURKU, PORI = {"trait": "city", "value": "Turku"}, {"trait": "city", "value": "Pori"}


@pytest.fixture(autouse=True)
def _house(monkeypatch):
    for module in (change, look, make, people):
        monkeypatch.setattr(module, "open_house", lambda: None)  # Django and its tables are there
    monkeypatch.setattr(store, "close", lambda: None)  # other tests need them


def polku(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(command, words, input=given)


def told(*words: str, given: str | None = None):
    done = polku(*words, "--json", given=given)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def town():
    return told("make", "Town", "--rule", json.dumps(TURKU))


def test_a_rule_is_made_shown_and_listed(town):
    assert (town["name"], town["rule"], town["sentence"]) == ("Town", TURKU, "Everyone whose city is “Turku”")
    assert told("show", "town") == town | {"uses": []}
    assert told("show", str(town["id"]))["name"] == "Town"
    assert told("list") == [town]
    assert polku("list").stdout == f"{town['id']:>5}  Town  rule           ?  Everyone whose city is “Turku”\n"


def test_an_edit_is_a_version_that_can_be_undone(town, tmp_path):
    file = tmp_path / "rule.json"
    file.write_text(json.dumps(PORI))

    line = f"segment {town['id']} “Town” is at version 2: 0 join, 0 leave, 0 stay\n"
    assert polku("edit", "Town", "--rule", f"@{file}").stdout == line
    assert told("restore", "Town", "1")["rule"] == TURKU
    assert [row["number"] for row in told("versions", "Town")] == [3, 2, 1]
    assert polku("restore", "Town", "9").stderr == "Error: “Town” has no version 9\n"


def test_templates_make_segments():
    keys = [json.loads(line)["key"] for line in polku("templates", "--json").stdout.splitlines()]

    assert "regulars" in keys
    assert told("make", "Best", "--template", "regulars")["rule"]["count"] == {"gte": 3}
    assert polku("make", "Best", "--template", "nonsense").exit_code == 1
    assert "did you mean “regulars”?" in polku("make", "Best", "--template", "regular").output
    assert [told("make", "--template", "regulars")["name"] for _ in "12"] == ["Regulars", "Regulars 2"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "twn"), "there is no segment “twn”; did you mean “Town”?"),
        (("show", "4711"), "there is no segment 4711"),
        (("make", "town", "--rule", '{"all": []}'), "There is a segment of this name already."),
        (("make", "x", "--rule", '{"trait": ""}'), "trait: this must be the name of a trait"),
        (("make", "x", "--rule", "{"), "the rule is not JSON"),
        (("make", "x"), "name one of --rule, --template and --people"),
        (("edit", "Town", "--rule", '{"in_segment": "town"}'), "a segment cannot be made of itself: “Town” → “Town”"),
        (("import", "Town", "-"), "Who is in this segment follows from its rule."),
    ],
)
def test_mistakes_are_one_sentence(town, words, sentence):
    done = polku(*words)

    assert done.exit_code != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.output


def test_what_is_used_stays(town):
    told("make", "Fans", "--rule", '{"in_segment": "Town"}')

    assert "This segment stays, for it is used by segment" in polku("remove", "Town", "--yes").stderr
    assert polku("remove", "Fans", "--yes").exit_code == 0
    assert polku("remove", "Town", given="y\n").exit_code == 0
    assert Segment.objects.count() == 0


def test_what_is_archived_leaves_the_list_and_comes_back(town):
    assert polku("archive", "Town").stdout == f"segment {town['id']} “Town” is in the archive\n"
    assert (told("list"), [one["name"] for one in told("list", "--archived")]) == ([], ["Town"])
    assert "The segment “Town” is archived." in polku("edit", "Town", "--name", "Village").stderr

    assert told("unarchive", "Town")["archived_at"] is None
    assert [one["name"] for one in told("list")] == ["Town"]


def test_what_is_used_is_not_archived(town):
    told("make", "Fans", "--rule", '{"in_segment": "Town"}')

    assert "This segment stays, for it is used by segment" in polku("archive", "Town").stderr


def test_people_are_put_on_a_list_and_handed_out(live, tmp_path):  # noqa: F811
    live("devi")
    live("emile")
    file = tmp_path / "people.csv"
    file.write_text("user_id,name\ndevi,Devi\nnobody,No\n")

    made = polku("make", "Tasters", "--people", str(file))
    done = told("import", "Tasters", "-", given="emile\ndevi\n")

    assert "line 3: nobody: Nobody is known by this." in made.stderr
    assert (done["added"], done["already"]) == (1, 1)
    lines = polku("export", "Tasters", "--format", "jsonl").stdout.splitlines()
    assert sorted(json.loads(line)["name"] for line in lines) == ["devi", "emile"]


def test_whoever_is_in_a_rule_is_asked_of_the_columns(live, town, tmp_path, monkeypatch):  # noqa: F811
    live("devi", {"city": "Turku"})
    live("emile", {"city": "Pori"})
    people_columns.sync()

    assert polku("export", "Town", "--trait", "city", "--output", str(tmp_path / "town.csv")).exit_code == 0
    assert ",devi,devi," in (tmp_path / "town.csv").read_text()
    assert told("edit", "Town", "--rule", json.dumps(PORI), "--try") == {
        "joins": 1,
        "leaves": 1,
        "stays": 0,
        "built_on": [],
    }
    monkeypatch.setattr(change, "is_terminal", lambda: True)
    words = ("edit", "Town", "--rule", json.dumps(PORI))
    assert polku(*words, given="n\n").stdout.startswith("1 would join, 1 leave, 0 stay. Save? [Y/n]: ")
    assert told("show", "Town")["version"] == 1
    assert polku(*words, "--yes").stdout == f"segment {town['id']} “Town” is at version 2: 1 join, 1 leave, 0 stay\n"
    assert told("edit", "Town", "--rule", json.dumps(TURKU))["change"]["joins"] == 1
    assert told("snapshot", "Town", "--name", "Then")["kind"] == "list"
    assert told("copy", "Then")["name"] == "Then (copy)"


def test_a_polku_that_is_running_is_asked_with_a_key(live, town, carry_on, live_server, monkeypatch, tmp_path):  # noqa: F811
    live("devi", {"city": "Turku"})
    live("emile", {"city": "Pori"})
    people_columns.sync()
    while loop.ask_where_needed(clock.now()):
        carry_on()
    told("make", "Also town", "--rule", json.dumps({"any": [TURKU, PORI]}))
    while loop.ask_where_needed(clock.now()):
        carry_on()
    member = Member.objects.create_user("aino@kahvila.example", "secret")
    _row, key = create_api_key("Terminal", by=member)
    asked = [
        ("history", "Also town", "--limit", "5"),
        ("overlaps",),
        ("export", "Town", "--trait", "city"),
        ("edit", "Town", "--rule", json.dumps(PORI), "--try"),
    ]
    here = [polku(*words).stdout for words in asked]
    file = tmp_path / "town.csv"
    file.write_text("what was there")

    def held(_url: str) -> None:
        raise store.ColumnsBusy

    monkeypatch.setattr(store, "open", held)
    monkeypatch.setattr(settings, "BASE_URL", live_server.url)

    assert all("polku is running and holds the column store" in polku(*words).output for words in asked)
    assert "This needs an API key" in polku("export", "Town", "--output", str(file), "--api-key", "no").output
    assert file.read_text() == "what was there"
    assert [polku(*words, "--api-key", key).stdout for words in asked] == here
    assert [len(lines.splitlines()) for lines in here] == [2, 1, 2, 1]
    assert told("snapshot", "Town", "--name", "Then", "--api-key", key)["kind"] == "list"
    saved = polku("edit", "Also town", "--rule", json.dumps(PORI))
    assert (saved.exit_code, saved.stdout.endswith("is at version 2\n")) == (0, True)
    assert saved.stderr.startswith("Who joins and leaves is not told: polku is running and holds the column store")
