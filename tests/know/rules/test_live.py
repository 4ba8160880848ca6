"""The same rule asked of small copies finds the same people as when it is asked of everybody."""

import random
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from polku.kit import columns as store
from polku.kit import ids
from polku.know.rules import ask, live_slots
from polku.know.rules.compile import written
from polku.know.rules.live import copies, finds_among
from polku.know.rules.tree import read
from tests.conftest import NOON
from tests.examples import examples
from tests.know.rules.drawn.people import crowd
from tests.know.rules.drawn.rules import rules
from tests.know.rules.drawn.world import settle
from tests.know.rules.oracle import At
from tests.know.rules.test_oracle import MIXED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BOUGHT = {"did": "Order Completed"}
IN_TOKYO = {"trait": "city", "op": "is", "value": "Tokyo"}


def number(name: str) -> int:
    return ids.identity_id("user_id", name)


def test_only_those_in_question_are_found(live, who):
    live("devi", {"city": "Tokyo"}, {"Order Completed": [1]})
    live("emile", {"city": "Tokyo"}, {"Order Completed": [1]})
    live("fumi", {"city": "Turku"})

    found = finds_among([read(BOUGHT), read({"not": BOUGHT}), read(IN_TOKYO)], [number("devi"), number("fumi")], NOON)

    assert found == [{number("devi")}, {number("fumi")}, {number("devi")}]


def test_traits_need_not_have_reached_the_columns(live, columns):
    live("devi", {"city": "Tokyo"})

    assert finds_among([read(IN_TOKYO)], [number("devi")], NOON) == [{number("devi")}]


def test_events_under_any_name_of_a_person_are_hers(columns, log_events, carry_on):
    """Who was merged is asked of the state: the columns may hear of it later."""
    log_events({"type": "track", "event": "Order Completed", "anonymousId": "phone", "timestamp": NOON.isoformat()})
    log_events({"type": "identify", "userId": "devi", "anonymousId": "phone", "traits": {"city": "Tokyo"}})
    carry_on()

    found = finds_among([read({"all": [BOUGHT, IN_TOKYO]})], [number("devi")], NOON)

    assert found == [{number("devi")}]


def test_nobody_is_left_in_the_copies_and_they_are_used_again(live):
    live("devi", {"city": "Tokyo"}, {"Order Completed": [1]})

    with copies([number("devi")]) as tables:
        names = tables.people, tables.events
        held = [store.value(f"SELECT count() FROM {table}") for table in names]

    with copies([]) as again:
        assert held == [1, 1]
        assert (again.people, again.events) == names
        assert [store.value(f"SELECT count() FROM {table}") for table in names] == [0, 0]


def test_two_at_a_time_do_not_share_their_copies(live):
    live("devi")
    live("fumi")
    seen = {}

    def look(name: str) -> None:
        with copies([number(name)]) as tables:
            seen[name] = store.query(f"SELECT id FROM {tables.people}"), tables.people

    with copies([number("fumi")]):
        look("devi")
    with copies([]) as mine:
        thread = Thread(target=look, args=("fumi",))
        thread.start()
        thread.join()
        assert seen["fumi"][1] != mine.people

    assert seen["devi"][0] == [(number("devi"),)]


def test_what_a_killed_process_left_is_dropped(columns, monkeypatch):
    store.command("CREATE TABLE live_left_people (id UInt64) ENGINE = Memory")
    monkeypatch.setattr(live_slots, "_swept", None)
    live_slots._free.clear()

    with copies([]):
        pass

    assert store.value("SELECT count() FROM system.tables WHERE name = 'live_left_people'") == 0


def test_every_rule_means_the_same_among_a_few(columns, log_events, carry_on):
    people = crowd(random.Random(4), At(round(NOON.timestamp() * 1000), ZoneInfo("UTC")))
    settle(people, log_events, carry_on)
    everybody = ask.people({"all": []}, NOON)

    @settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
    @given(some.lists(rules, min_size=1, max_size=4), some.sets(some.sampled_from(everybody)))
    def agree(drawn_rules, few):
        found = finds_among([read(rule) for rule in drawn_rules], sorted(few), NOON)
        assert (drawn_rules, found) == (drawn_rules, [set(ask.people(rule, NOON)) & few for rule in drawn_rules])

    agree()
    for rule in MIXED:
        with copies(everybody) as tables:
            compiled = written(read(rule), tables)
            found = store.query(compiled.sql, compiled.params | {"now": round(NOON.timestamp() * 1000)})
        assert (rule, sorted(found)) == (rule, [(id_,) for id_ in ask.people(rule, NOON)])
