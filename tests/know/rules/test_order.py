"""Order and calendar, by examples."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from polku.kit import clock, ids
from polku.know.rules import ask
from polku.know.rules.explain import explain
from polku.know.teams.models import Team
from tests.know.rules.drawn.world import settle
from tests.know.rules.oracle import Event, Somebody

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
VIEWED, CART, BOUGHT = "Product Viewed", "Cart Updated", "Order Completed"
TWO = {"sequence": [{"did": CART}, {"did": BOUGHT, "after_within": "2d"}]}


@pytest.fixture
def people(columns, log_events, carry_on) -> Callable[..., Callable[[dict], list[str]]]:
    """`who = people(devi=[("Order Completed", "2026-11-24T10:00", …)])`; `who(rule)`: those who meet it."""

    def live(now: datetime = NOON, traits: dict[str, Any] | None = None, **did: list[tuple]) -> Callable:
        crowd = [Somebody(name, (traits or {}).get(name, {}), [_event(*one) for one in did[name]]) for name in did]
        with clock.fixed(now):
            settle(crowd, log_events, carry_on)
        names = {_number(person.name): person.name for person in crowd}
        return lambda rule: sorted(names[number] for number in ask.people(rule, now))

    return live


def _event(name: str, at: str, properties: dict | None = None, *, is_late: bool = False) -> Event:
    time = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Event(name, clock.to_ms(time), properties or {}, is_late=is_late)


def _number(name: str) -> int:
    return ids.identity_id("user_id", name)


def test_both_ends_of_the_time_between_two_steps_belong_to_it(people):
    who = people(
        exactly=[(CART, "2026-11-01T10:00"), (BOUGHT, "2026-11-03T10:00")],
        later=[(CART, "2026-11-01T10:00"), (BOUGHT, "2026-11-03T10:00:00.001")],
        other_way=[(BOUGHT, "2026-11-01T10:00"), (CART, "2026-11-01T11:00")],
    )

    assert who(TWO) == ["exactly"]


def test_at_the_same_time_the_order_of_arrival_decides(people):
    at = "2026-11-01T10:00"

    who = people(
        in_order=[(CART, at), (BOUGHT, at)],
        other_way=[(BOUGHT, at), (CART, at)],
        late=[(BOUGHT, at), (CART, at), (BOUGHT, at)],
    )

    assert who(TWO) == ["in_order", "late"]


def test_no_event_serves_two_steps(people):
    twice = {"sequence": [{"did": BOUGHT}, {"did": BOUGHT}]}

    who = people(once=[(BOUGHT, "2026-11-01")], twice=[(BOUGHT, "2026-11-01"), (BOUGHT, "2026-11-01")])

    assert who(twice) == ["twice"]


def test_a_later_beginning_may_fit_where_an_earlier_one_does_not(people):
    three = {"sequence": [{"did": VIEWED}, {"did": CART, "after_within": "1d"}, {"did": BOUGHT, "after_within": "1d"}]}
    days = [(VIEWED, "2026-11-01"), (CART, "2026-11-02"), (VIEWED, "2026-11-03"), (CART, "2026-11-04")]

    who = people(
        late=[*days, (BOUGHT, "2026-11-05")],
        too_late=[*days, (BOUGHT, "2026-11-05T00:01")],
        from_the_first=[*days, (BOUGHT, "2026-11-03")],
    )

    assert who(three) == ["from_the_first", "late"]


def test_what_must_not_lie_between_two_steps(people):
    between = {"sequence": [{"did": CART}, {"not": {"did": "Refunded"}}, {"did": BOUGHT}]}
    cart, refunded, bought = (CART, "2026-11-01"), ("Refunded", "2026-11-02"), (BOUGHT, "2026-11-03")

    who = people(
        nothing=[cart, bought],
        between=[cart, refunded, bought],
        before=[("Refunded", "2026-10-31"), cart, bought],
        after=[cart, bought, ("Refunded", "2026-11-04")],
        again=[cart, refunded, (CART, "2026-11-02T10:00"), bought],
    )

    assert who(between) == ["after", "again", "before", "nothing"]


def test_what_must_not_have_come_after_the_last_step(people):
    left_behind = {"sequence": [{"did": CART}, {"not": {"did": BOUGHT}}], "within": "2d"}

    who = people(
        left=[(CART, "2026-11-24T10:00")],
        bought=[(CART, "2026-11-24T10:00"), (BOUGHT, "2026-11-25T10:00")],
        bought_before=[(BOUGHT, "2026-11-24T09:00"), (CART, "2026-11-24T10:00")],
        long_ago=[(CART, "2026-11-20T10:00")],
        not_yet=[(CART, "2026-11-24T10:00"), (BOUGHT, "2026-11-25T13:00")],
    )

    assert who(left_behind) == ["bought_before", "left", "not_yet"]


def test_all_steps_lie_within_a_span_and_in_a_time(people):
    steps = {"sequence": [{"did": VIEWED}, {"did": CART}, {"did": BOUGHT}]}
    days = [(VIEWED, "2026-11-01"), (CART, "2026-11-03"), (BOUGHT, "2026-11-08")]

    who = people(once=days, again=[(VIEWED, "2026-11-02"), *days])

    assert who(steps | {"span": "6d"}) == ["again"]
    assert who(steps | {"span": "7d"}) == ["again", "once"]
    assert who(steps | {"since": "2026-11-02"}) == ["again"]
    assert who(steps | {"within": "23d"}) == []


def test_last_and_first(people):
    in_tokyo = [{"prop": "store", "op": "is", "value": "tokyo"}]

    who = people(
        away=[(BOUGHT, "2026-01-01", {"store": "Turku"}), (BOUGHT, "2026-07-01", {"store": "Tokyo"})],
        here=[(BOUGHT, "2026-11-20", {"store": "Tokyo"})],
        never=[(CART, "2026-01-01")],
    )

    assert who({"last": {"did": BOUGHT}, "ago": {"gt": "90d"}}) == ["away"]
    assert who({"not": {"last": {"did": BOUGHT}, "ago": {"gt": "90d"}}}) == ["here", "never"]
    assert who({"first": {"did": BOUGHT}, "where": in_tokyo}) == ["here"]
    assert who({"last": {"did": BOUGHT}, "where": in_tokyo}) == ["away", "here"]
    assert who({"first": {"did": BOUGHT, "where": in_tokyo}, "ago": {"between": ["100d", "200d"]}}) == ["away"]


def test_the_last_order_against_the_average_of_those_before(people):
    rule = {
        "compare": {"last": {"did": BOUGHT, "of": "revenue"}},
        "op": "gt",
        "than": {"avg": {"did": BOUGHT, "of": "revenue", "before_last": True}},
        "times": 1.5,
    }

    who = people(
        more=[(BOUGHT, "2026-11-01", {"revenue": 10}), (BOUGHT, "2026-11-03", {"revenue": 15.000001})],
        as_much=[(BOUGHT, "2026-11-01", {"revenue": 10}), (BOUGHT, "2026-11-03", {"revenue": 15})],
        only_one=[(BOUGHT, "2026-11-01", {"revenue": 10})],
        unknown=[(BOUGHT, "2026-11-01", {"revenue": 10}), (BOUGHT, "2026-11-03")],
        nobody=[],
    )

    assert who(rule) == ["more"]


def test_counts_of_nothing_are_zero_and_compare(people):
    rule = {"compare": {"count": {"did": BOUGHT}}, "op": "gte", "than": {"count": {"did": CART}}}

    who = people(nothing=[], bought=[(BOUGHT, "2026-11-01")], cart=[(CART, "2026-11-01")])

    assert who(rule) == ["bought", "nothing"]


def test_a_day_begins_where_the_shop_is_or_where_the_person_is(people):
    Team.objects.create(name="Kahvila", time_zone="Asia/Tokyo")
    late, zones = (
        [(BOUGHT, "2026-11-24T15:30")],
        {"helsinki": {"timezone": "Europe/Helsinki"}, "odd": {"timezone": "?"}},
    )
    today = {"did": BOUGHT, "on": "today"}
    own = {"did": BOUGHT, "on": {"period": "today", "zone": "person"}}
    evening = {"did": BOUGHT, "on": {"hours": [17, 18], "weekdays": ["tue"], "zone": "person"}}

    zones = {"helsinki": {"timezone": "Europe/Helsinki"}, "odd": {"timezone": "?"}}
    who = people(traits=zones, helsinki=late, odd=late, unknown=late)

    assert who(today) == ["helsinki", "odd", "unknown"]
    assert who(own) == ["odd", "unknown"]
    assert who(evening) == ["helsinki"]


def test_on_the_day_when_clocks_are_put_back_an_hour_comes_twice(people):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    then = datetime(2026, 10, 25, 12, tzinfo=UTC)

    who = people(
        now=then,
        before=[(BOUGHT, "2026-10-24T23:59:59.999")],
        first=[(BOUGHT, "2026-10-25T00:00")],
        second=[(BOUGHT, "2026-10-25T01:59:59.999")],
        after=[(BOUGHT, "2026-10-25T02:00")],
    )

    assert who({"did": BOUGHT, "on": {"period": "today", "hours": [3, 4]}}) == ["first", "second"]


def test_why_somebody_is_found_is_told_with_times_and_amounts(people):
    rule = {"all": [TWO, {"last": {"did": BOUGHT}, "ago": {"lt": "90d"}}]}
    people(devi=[(CART, "2026-11-01"), (BOUGHT, "2026-11-02")])

    told = explain(rule, _number("devi"), NOON)

    assert told
    assert told.holds
    assert [{name: at[:10] for name, at in part.facts.items()} for part in told.parts] == [
        {"step 1": "2026-11-01", "step 2": "2026-11-02"},
        {"last": "2026-11-02"},
    ]
    assert all(at.endswith("Z") for part in told.parts for at in part.facts.values())


def test_whatever_a_name_holds_stays_a_value(people):
    odd = "'; DROP TABLE people; -- {p0:String} %(x)s \\ ` \""
    did = {"did": odd, "where": [{"prop": odd, "op": "is", "value": odd}]}

    who = people(devi=[(odd, "2026-11-01", {odd: odd}), (odd, "2026-11-02", {odd: odd})], emile=[(CART, "2026-11-01")])

    assert who({"sequence": [did, {"not": {"did": odd + "x"}}, did], "on": "this_month"}) == ["devi"]
    assert who({"last": did, "where": did["where"]}) == ["devi"]
    assert who({"compare": {"count": did}, "op": "gt", "than": {"sum": {**did, "of": odd}}}) == []
