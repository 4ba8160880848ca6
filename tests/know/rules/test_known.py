"""What was really received, and what a rule asks for that never was."""

import pytest

from polku.know.rules import known
from polku.know.rules.doubts import doubts
from polku.know.rules.shapes import fields_of
from tests.conftest import NOON

ORDER = {"type": "track", "event": "Order Completed", "userId": "devi"}
TEA = {"revenue": 12.5, "products": [{"category": "tea", "sizes": ["S", "M"]}, {"category": "cake"}]}


def fields(found) -> dict:
    return {one.path: (one.kinds, one.share, [(value.value, value.share) for value in one.values]) for one in found}


def test_paths_kinds_and_the_most_frequent_values():
    objects = [TEA, {"revenue": "3", "products": [{"category": "tea"}], "at": "2026-11-01", "gift": True, "no": None}]

    assert fields(fields_of(objects)) == {
        "products": (["list"], 1.0, []),
        "products[].category": (["text"], 1.0, [("tea", 1.0), ("cake", 0.5)]),
        "revenue": (["number", "text"], 1.0, [(12.5, 0.5), ("3", 0.5)]),
        "at": (["date"], 0.5, [("2026-11-01", 1.0)]),
        "gift": (["bool"], 0.5, [(True, 1.0)]),
        "products[].sizes": (["list"], 0.5, [("M", 1.0), ("S", 1.0)]),
    }


@pytest.fixture
def received(live, who, log_events, carry_on, noon) -> None:
    live("devi", {"city": "Tokyo", "address": {"zip": "1"}}, {"Message Opened": [1, 1, 91]})
    live("emile", {"city": "tokyo", "email": "e@mail.example"}, {"Old News": [91]})
    received_ms = round(NOON.timestamp() * 1000)
    log_events({**ORDER, "properties": TEA}, received_ms=received_ms)
    carry_on()
    who({"all": []})


@pytest.mark.django_db
def test_names_of_events_with_how_often_they_came(received):
    assert [(one.name, one.times) for one in known.events(NOON)] == [("Message Opened", 2), ("Order Completed", 1)]


@pytest.mark.django_db
def test_properties_of_an_event_and_traits_of_people(received):
    assert fields(known.properties("Order Completed", NOON))["products[].category"][1] == 1.0
    assert fields(known.traits())["city"] == (["text"], 1.0, [("Tokyo", 0.5), ("tokyo", 0.5)])
    assert fields(known.traits())["address.zip"] == (["text"], 0.5, [("1", 1.0)])


ORDERS = {"did": "Order Completed"}
DOUBTS = [
    (ORDERS, None),
    (
        {"did": "Order Complete"},
        "did: no event “Order Complete” came in the last 90 days; did you mean “Order Completed”?",
    ),
    ({"not": {"did": "Old News"}}, "not.did: no event “Old News” came in the last 90 days"),
    (
        {"did": "Segment Joined"},
        (
            "did: who joins or leaves a segment meets this only when something else is heard of them;"
            " ask whether they are in the segment instead"
        ),
    ),
    ({"trait": "email", "op": "exists"}, None),
    ({"trait": "address.zip", "value": "1"}, None),
    ({"all": [{"trait": "adress.zip"}]}, "all[0].trait: nobody has a trait “adress.zip”; did you mean “address.zip”?"),
    ({"trait": "address.zap"}, "trait: nobody has a trait “address.zap”; did you mean “address.zip”?"),
    ({**ORDERS, "where": [{"prop": "products[].category"}]}, None),
    (
        {**ORDERS, "where": [{"prop": "product"}]},
        "where[0].prop: no event of this name has a property “product”; did you mean “products”?",
    ),
    (
        {**ORDERS, "where": [{"prop": "products[].categry"}]},
        "where[0].prop: no event of this name has a property “products[].categry”; did you mean “products[].category”?",
    ),
    (
        {"consent": {"purpose": "marketin"}},
        "consent.purpose: there is no purpose “marketin”; did you mean “marketing”?",
    ),
]


@pytest.mark.django_db
def test_what_was_never_received_is_doubted(received):
    told = [(rule, [f"{one.path}: {one.sentence}" for one in doubts(_with_value(rule), NOON)]) for rule, _ in DOUBTS]

    assert told == [(rule, [sentence] if sentence else []) for rule, sentence in DOUBTS]


def _with_value(node: object) -> object:
    """What is shown above without an operator is compared with something."""
    if isinstance(node, list):
        return [_with_value(one) for one in node]
    if not isinstance(node, dict):
        return node
    inside = {key: _with_value(value) for key, value in node.items()}
    is_short = ("trait" in node or "prop" in node) and "op" not in node and "value" not in node
    return inside | ({"op": "is", "value": "x"} if is_short else {})
