"""Conditions on what stands in an event."""

import pytest

from polku.know.rules.condition import Node, RuleError
from polku.know.rules.happened.events import read_happened

pytestmark = pytest.mark.django_db

TEA = {"category": "Tea", "price": 3.5, "tags": ["green", 1], "variants": [{"size": 1}, {"size": 2, "colour": "red"}]}
CAKE = {"category": "Cake", "price": "12", "deep": {"x": 1}, "tags": [], "variants": []}
ORDER = {
    "revenue": 15.5,
    "coupon": None,
    "products": [TEA, CAKE],
    "sizes": [36, 40, "x", None],
    "shipping": {"address": {"city": "Tokyo"}},
}


def prop(path: str, op: str, value: object = ..., **more: object) -> dict:
    return {"prop": path, "op": op, **({} if value is ... else {"value": value}), **more}


MEANT = [
    ([prop("revenue", "gte", 15.5)], True),
    ([prop("revenue", "gt", 15.5)], False),
    ([prop("revenue", "gte", 15), prop("shipping.address.city", "is", "tokyo")], True),
    ([prop("revenue", "gte", 16), prop("shipping.address.city", "is", "tokyo")], False),
    ([prop("products[].category", "is", "tea")], True),
    ([prop("products[].category", "is", "TEA", exact=True)], False),
    ([prop("products[].category", "in", ["x", "cake"])], True),
    ([prop("products[].price", "gt", 11)], True),
    ([prop("products[].category", "is", "cake"), prop("products[].price", "gt", 11)], True),
    ([prop("products[].category", "is", "tea"), prop("products[].price", "gt", 11)], False),
    ([prop("products[].price", "gt", 3), prop("products[].price", "lt", 4)], True),
    ([prop("products[].price", "gt", 4), prop("products[].price", "lt", 12)], False),
    ([prop("products[].tags", "is", "GREEN"), prop("products[].category", "is", "tea")], True),
    ([prop("products[].tags", "is", "green"), prop("products[].category", "is", "cake")], False),
    ([prop("products[].tags[]", "starts_with", "gr"), prop("products[].tags[]", "ends_with", "en")], True),
    ([prop("products[].tags[]", "is", 1), prop("products[].tags[]", "ends_with", "en")], False),
    ([prop("products[].variants[].size", "is", 2), prop("products[].variants[].colour", "is", "red")], True),
    ([prop("products[].variants[].size", "is", 1), prop("products[].variants[].colour", "is", "red")], False),
    ([prop("products[].variants[].size", "is", 2), prop("products[].category", "is", "tea")], True),
    ([prop("products[].variants[].size", "is", 2), prop("products[].category", "is", "cake")], False),
    ([prop("products[].variants[].colour", "missing"), prop("products[].variants[].size", "is", 1)], True),
    ([prop("products[].deep.x", "is", 1), prop("products[].category", "is", "cake")], True),
    ([prop("products[].deep", "exists"), prop("products[].category", "is", "cake")], True),
    ([prop("products[].deep", "exists"), prop("products[].category", "is", "tea")], False),
    ([prop("products[].deep", "missing")], True),
    ([prop("products[].deep.x", "is", 7, or_missing=True), prop("products[].category", "is", "tea")], True),
    ([prop("products[].deep.x", "is", 7, or_missing=True), prop("products[].category", "is", "cake")], False),
    ([prop("products[].category", "is_not", "tea")], True),
    ([prop("products[].category", "not_in", ["tea", "cake"])], False),
    ([prop("products[]", "exists")], True),
    ([prop("products", "exists")], True),
    ([prop("nothing[]", "exists")], False),
    ([prop("nothing[].x", "is", 1, or_missing=True)], False),
    ([prop("nothing[].x", "missing")], False),
    ([prop("revenue[].x", "missing")], False),
    ([prop("nothing.x", "is", 1, or_missing=True)], True),
    ([prop("sizes", "gt", 39), prop("sizes", "lt", 37)], True),
    ([prop("sizes[]", "gt", 39), prop("sizes[]", "lt", 37)], False),
    ([prop("sizes[]", "gt", 39), prop("sizes[]", "lt", 41)], True),
    ([prop("sizes[]", "missing")], True),
    ([prop("sizes[]", "is_not", 36), prop("sizes[]", "contains", "x")], True),
    ([prop("coupon", "missing")], True),
    ([prop("coupon", "exists")], False),
    ([prop("coupon", "is_not", "x")], False),
    ([prop("shipping", "exists")], True),
    ([{"context": "campaign.source", "op": "is", "value": "LINE"}], True),
    ([{"context": "campaign.source", "op": "is", "value": "mail"}], False),
    ([prop("campaign.source", "is", "LINE")], False),
    ([{"context": "seen[].at", "op": "is", "value": "home"}, prop("products[].category", "is", "tea")], True),
    ([prop("%(a)s`'[", "is", "{p0:String}")], True),
    ([], True),
]


def test_which_events_meet_conditions(meant):
    order = {**ORDER, "%(a)s`'[": "{p0:String}"}
    context = {"campaign": {"source": "line"}, "seen": [{"at": "home"}]}

    found = meant(order, *({"where": where} for where, _ in MEANT), context=context)

    assert list(zip((where for where, _ in MEANT), found, strict=True)) == MEANT


def test_they_are_met_in_the_same_way_where_the_engine_has_no_subcolumns(meant):
    """One odd list, and the engine keeps all others of its block as lists of anything."""
    odd = [[1], 5, None, {"x": {}}, *ORDER["products"], {"variants": [7, {"size": 9}]}]
    order = {**ORDER, "products": odd, "%(a)s`'[": "{p0:String}"}
    context = {"campaign": {"source": "line"}, "seen": ["x", {"at": "home"}]}

    found = meant(order, *({"where": where} for where, _ in MEANT), context=context)

    assert list(zip((where for where, _ in MEANT), found, strict=True)) == MEANT


@pytest.mark.parametrize("given", [None, "tea", [], [None], {"category": "tea"}, [{}], [[{"category": "tea"}]]])
def test_a_list_of_objects_may_be_anything_else(meant, given):
    assert meant({"products": given}, {"where": [prop("products[].category", "is", "tea")]}) == [False]


def test_what_is_no_object_is_passed_over_in_a_list(meant):
    tea, none = prop("products[].category", "is", "tea"), prop("products[].category", "missing")

    found = meant({"products": [1, None, "x", {"category": "tea"}]}, {"where": [tea]}, {"where": [none]})

    assert found == [True, False]


MISTAKES = [
    ({"where": 5}, "where: this is a list of up to 50 conditions on what stands in the event"),
    ({"where": [5]}, "where[0]: write for example {“prop”: “products[].category”, “op”: “is”, “value”: “tea”}"),
    (
        {"where": [{"prop": "a", "context": "b"}]},
        "where[0]: write for example {“prop”: “products[].category”, “op”: “is”, “value”: “tea”}",
    ),
    ({"where": [prop("a", "greater", 1)]}, 'where[0].op: "greater" is not an operator; did you mean "gt"?'),
    ({"where": [prop("a", "is", 1, valeu=1)]}, "where[0].valeu: this is not understood here; did you mean “value”?"),
    *[
        ({"where": [prop(path, "exists")]}, "where[0].prop: this must be the name of a property, for example revenue")
        for path in ("", ".", "a..b", "[]", "[].a", "a[]b", "a[].", "a[][]", "^a", ":a", "a.^b", ".a", "a" * 1001, 7)
    ],
]


@pytest.mark.parametrize(("rule", "sentence"), MISTAKES)
def test_a_mistake_in_a_condition_is_told_at_its_place(rule, sentence):
    with pytest.raises(RuleError) as problem:
        read_happened(Node({"did": "A"} | rule, ""))

    assert str(problem.value).removesuffix(" or products[].category") == sentence
