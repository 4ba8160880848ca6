"""`polku rule`: who a rule finds, from the machine itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from polku.doors.cli import rule
from polku.kit import columns as store
from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.know.teams.models import Member, create_api_key

pytestmark = pytest.mark.django_db
BOUGHT = '{"did": "Order Completed"}'
DEVI = ids.public(ids.identity_id("user_id", "devi"))


@pytest.fixture(autouse=True)
def shop(monkeypatch: pytest.MonkeyPatch, columns, log_events, carry_on) -> None:
    monkeypatch.setattr(rule, "open_house", lambda: None)  # Django and its tables are there
    monkeypatch.setattr(store, "close", lambda: None)  # the tests go on with the store
    monkeypatch.setenv("LC_ALL", "C")
    for name in ("devi", "fumi"):
        log_events({"type": "identify", "userId": name, "traits": {"name": name.title()}})
    log_events({"type": "track", "event": "Order Completed", "userId": "devi"})
    carry_on()
    while people_columns.sync():
        pass


def polku(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(rule.command, words, input=given)


def test_who_a_rule_finds() -> None:
    lines = polku(BOUGHT).output.splitlines()

    assert lines[0] == "bought"
    assert lines[1].startswith("1 of 2 people, found in ")
    assert lines[2:] == [f"  {DEVI}  Devi"]


def test_as_json_and_from_a_file_or_what_comes_in(tmp_path: Path) -> None:
    file = tmp_path / "rule.json"
    file.write_text(BOUGHT)

    told = json.loads(polku("--file", str(file), "--json").output)
    piped = json.loads(polku("--file", "-", "--json", "--limit", "0", given=BOUGHT).output)

    assert (told["count"], told["of"], told["sample"]) == (1, 2, [DEVI])
    assert (piped["count"], piped["sample"]) == (1, [])


def test_what_may_not_be_meant_is_said_beside_it() -> None:
    assert (
        "not.did: no event “Order Complete” came in the last 90 days; did you mean “Order Completed”?"
        in polku('{"not": {"did": "Order Complete"}}').stderr
    )


def test_the_sql_is_shown_without_being_asked() -> None:
    shown = polku('{"did": "Order Completed", "within": "1d"}', "--sql").output

    assert shown.startswith("SELECT id\nFROM people FINAL\nWHERE ")
    assert '-- p0: "Order Completed"' in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (['{"all": [{"dit": "x"}]}'], "all[0]: a condition has one of"),
        (["{"], "this is not JSON"),
        (["[" * 100_000], "this is not JSON"),
        ([], "write the rule as JSON, or give a --file"),
        ([BOUGHT, "--limit", "900"], "Invalid value for '--limit'"),
    ],
)
def test_a_mistake_is_told(words: list[str], sentence: str) -> None:
    refused = polku(*words)

    assert refused.exit_code in (1, 2)
    assert sentence in refused.output


def test_a_polku_that_is_running_is_asked_with_a_key(live_server, monkeypatch) -> None:
    def held(_url: str) -> None:
        raise store.ColumnsBusy

    monkeypatch.setattr(store, "open", held)
    monkeypatch.setattr(settings, "BASE_URL", live_server.url)
    _row, key = create_api_key("Terminal", by=Member.objects.create_user("aino@kahvila.example", "secret"))

    without, wrong = polku(BOUGHT), polku(BOUGHT, "--api-key", "no")
    asked = polku(BOUGHT, "--api-key", key, "--json")

    assert "polku is running and holds the column store" in without.output
    assert "This needs an API key" in wrong.output
    assert json.loads(asked.output)["sample"] == [DEVI]
