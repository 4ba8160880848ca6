"""How often, for how much, how many different ones."""

import pytest

from polku.kit import columns as store
from polku.kit import ids
from polku.know.rules.condition import Tables, Writer
from polku.know.rules.tree import read
from tests.know.rules.conftest import NOON_MS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BOUGHT = {"did": "Order Completed"}


@pytest.fixture
def shoppers(bought):
    bought("devi", {"revenue": 0.1, "id": "A"}, {"revenue": 0.2, "id": "a"})
    bought("emile", {"revenue": "40.5", "id": 7}, {"revenue": 10, "id": "7"}, {"revenue": None}, {"revenue": "free"})
    bought("fumi", {"revenue": "free", "id": None}, {"note": "none"})
    bought("gus", {"products": [{"price": 3, "sizes": [1, 2]}, {"price": "4.5", "sizes": [2]}, 8]}, {"revenue": -5})
    bought("silent")


EVERYBODY = ["devi", "emile", "fumi", "gus", "silent"]
MEASURES = [
    ({"count": {"gt": 2}}, ["emile"]),
    ({"count": {"lt": 2}}, ["silent"]),
    ({"count": {"lt": 0}}, []),
    ({"count": {"between": [2, 3]}}, ["devi", "fumi", "gus"]),
    ({"count": {"between": [0, 2]}}, ["devi", "fumi", "gus", "silent"]),
    ({"total": {"of": "revenue", "eq": 0.3}}, ["devi"]),
    ({"total": {"of": "revenue", "gt": 0.3}}, ["emile"]),
    ({"total": {"of": "revenue", "gte": 50.5}}, ["emile"]),
    ({"total": {"of": "revenue", "lte": 1000}}, ["devi", "emile", "gus"]),
    ({"total": {"of": "revenue", "lt": 0}}, ["gus"]),
    ({"total": {"of": "revenue", "between": [0.3, 50.5]}}, ["devi", "emile"]),
    ({"total": {"of": "revenue", "by": "avg", "eq": 25.25}}, ["emile"]),
    ({"total": {"of": "revenue", "by": "avg", "eq": 0.15}}, ["devi"]),
    ({"total": {"of": "revenue", "by": "min", "lte": 10}}, ["devi", "emile", "gus"]),
    ({"total": {"of": "revenue", "by": "max", "between": [0.2, 10]}}, ["devi"]),
    ({"total": {"of": "products[].price", "eq": 7.5}}, ["gus"]),
    ({"total": {"of": "products[].sizes[]", "eq": 5}}, ["gus"]),
    ({"total": {"of": "products[].sizes[]", "by": "avg", "gt": 1.666666}}, ["gus"]),
    ({"total": {"of": "products[].sizes[]", "by": "avg", "gt": 1.666667}}, []),
    ({"total": {"of": "products", "gte": 0}}, []),
    ({"distinct": {"of": "id", "eq": 1}}, ["devi", "emile"]),
    ({"distinct": {"of": "id", "eq": 2, "exact": True}}, ["devi"]),
    ({"distinct": {"of": "id", "eq": 0}}, ["fumi", "gus", "silent"]),
    ({"distinct": {"of": "id", "gte": 0}}, EVERYBODY),
    ({"distinct": {"of": "products[].price", "gte": 2}}, ["gus"]),
    ({"distinct": {"of": "products[].sizes[]", "eq": 2}}, ["gus"]),
    ({"where": [{"prop": "revenue", "op": "gt", "value": 0.15}]}, ["devi", "emile"]),
    (
        {"where": [{"prop": "revenue", "op": "gt", "value": 0.15}], "count": {"lte": 1}},
        ["devi", "fumi", "gus", "silent"],
    ),
    ({"where": [{"prop": "revenue", "op": "gt", "value": 1}], "total": {"of": "revenue", "gte": 50.5}}, ["emile"]),
]


def test_who_meets_each_measure(shoppers, who):
    assert [(rule, who(BOUGHT | rule)) for rule, _ in MEASURES] == MEASURES


def test_sums_are_exact_however_many_there_are(bought, who):
    bought("devi", *[{"revenue": 0.1}] * 30, {"revenue": 12_345_678_901.23}, {"revenue": "12345678901.23"})

    assert who({**BOUGHT, "total": {"of": "revenue", "eq": 24_691_357_805.46}}) == ["devi"]
    assert who({**BOUGHT, "total": {"of": "revenue", "gt": 24_691_357_805.46}}) == []


def test_numbers_that_are_none_are_left_out(bought, who):
    odd = ["nan", "inf", "1e400", "-", "e5", "", "１２", " 1", True, [1], {"a": 1}, 1e30]
    bought("devi", *({"revenue": each} for each in odd), {"revenue": 2})

    assert who({**BOUGHT, "total": {"of": "revenue", "eq": 2}}) == ["devi"]


def test_facts_tell_what_was_measured(shoppers, who):
    emile = ids.identity_id("user_id", "emile")
    one = Tables(events=f"(SELECT * FROM events WHERE identity = {emile})")
    found = {}
    for measure in (
        {"of": "revenue", "gte": 1},
        {"of": "revenue", "gte": 1, "by": "avg"},
        {"of": "products[].price", "lt": 1},
    ):
        write = Writer(one)
        facts = read({**BOUGHT, "total": measure}).facts(write)
        [row] = store.query(f"SELECT {', '.join(facts.values())}", write.parameters | {"now": NOON_MS})
        found |= {(measure["of"], name): value for name, value in zip(facts, row, strict=True)}

    assert found["revenue", "times"] == 4
    assert found["revenue", "sum"] == 50.5
    assert found["revenue", "avg"] == 25.25
    assert found["products[].price", "sum"] is None
    assert found["revenue", "first"] == found["revenue", "last"]
