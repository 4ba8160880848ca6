"""Rules that are large, slow or hostile: each gets an answer or a sentence, and nothing else waits for it."""

from threading import Thread

import pytest

from polku.kit import columns as store
from polku.know.rules import limits
from polku.know.rules.preview import preview
from polku.know.rules.sizes import sizes
from tests.conftest import NOON
from tests.know.rules.test_who import HOSTILE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
# What takes far longer than anybody waits.
FOR_EVER = "SELECT count() FROM numbers(2000000000000) WHERE sipHash64(number) % 7 = 1"


@pytest.fixture
def devi(live, who) -> None:
    live("devi", {"city": "Tokyo"}, {"Order Completed": [1]})
    who({"all": []})


def test_ten_thousand_values_and_a_megabyte(devi):
    values = [f"{number:05} " + "見" * 30 for number in range(9_999)]

    assert preview({"trait": "city", "op": "in", "value": [*values, "tokyo"]}, NOON).count == 1


def test_five_hundred_conditions(devi, monkeypatch):
    monkeypatch.setattr(limits, "TIME_LIMIT_S", 60)  # however busy this machine is
    bought = [{"did": "Order Completed", "within": f"{days}d"} for days in range(1, 248)]
    cities = [{"trait": "city", "op": "is", "value": f"city {number}"} for number in range(245)]
    rule = {"all": [{"all": bought}, {"not": {"any": cities}}]}

    assert preview(rule, NOON).count == 1
    assert sizes(rule["all"][0], NOON)["all[246]"] == 1


def test_what_takes_too_long_is_ended(columns, monkeypatch):
    monkeypatch.setattr(limits, "TIME_LIMIT_S", 0.2)

    with pytest.raises(store.TooSlow):
        limits.ask(FOR_EVER, {})


def test_what_needs_too_much_memory_is_ended(columns):
    with pytest.raises(store.TooBig):
        limits.ask("SELECT length(groupArray(number)) FROM numbers(1000000000)", {})


def test_a_newer_question_ends_the_older_one_of_the_same_asker_only(columns):
    ended: dict[str, BaseException] = {}

    def wait(asker: str) -> None:
        try:
            limits.ask(FOR_EVER, {}, asker=asker)
        except store.ColumnsError as problem:
            ended[asker] = problem

    waiting = {asker: Thread(target=wait, args=(asker,)) for asker in ("aino", "bo")}
    for thread in waiting.values():
        thread.start()
    while store.value("SELECT count() FROM system.processes WHERE query LIKE '%2000000000000%'") < 3:  # this one too
        pass

    assert limits.ask("SELECT 1", {}, asker="aino") == [(1,)]
    waiting["aino"].join(timeout=5)
    assert [type(problem) for problem in ended.values()] == [store.Cancelled]
    assert waiting["bo"].is_alive()
    limits.ask("SELECT 1", {}, asker="bo")
    waiting["bo"].join(timeout=5)
    assert not waiting["bo"].is_alive()


@pytest.mark.parametrize("text", HOSTILE)
def test_sql_in_every_field_of_how_things_stand(text, devi):
    short = text[:40]
    for rule in (
        {"consent": {"purpose": short, "channel": short, "topic": short}},
        {"reachable": "email", "purpose": short},
        {"sample": {"percent": 0, "salt": text}},
    ):
        assert (rule, preview(rule, NOON).count) == (rule, 0)
    assert store.value("SELECT count() FROM people FINAL") == 1
