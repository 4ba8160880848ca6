"""A rule that cannot be understood says where and why."""

import pytest

from polku.know.rules.compile import compile as compiled
from polku.know.rules.condition import LEAVES, RuleError

WORDS = ", ".join(["all", "any", "not", *LEAVES])


def nested(depth: int) -> object:
    rule: object = {"did": "A"}
    for _ in range(depth):
        rule = {"not": rule}
    return rule


MISTAKES = [
    (7, "a condition is an object, for example {“did”: “Order Completed”}"),
    ([], "a condition is an object, for example {“did”: “Order Completed”}"),
    ({}, f"a condition has one of: {WORDS}"),
    ({"dit": "A"}, f"a condition has one of: {WORDS}; did you mean “did”?"),
    ({"did": "A", "trait": "b"}, "“did” and “trait” cannot stand in one condition; put them into “all”"),
    ({"all": {"did": "A"}}, "all: “all” is a list of conditions"),
    (
        {"all": [{"did": "A"}, {"any": [3]}]},
        "all[1].any[0]: a condition is an object, for example {“did”: “Order Completed”}",
    ),
    ({"all": [], "within": "3d"}, "within: this is not understood here"),
    ({"all": [{"did": ""}]}, "all[0].did: this must be the name of an event, of 1 to 200 characters"),
    ({"did": "A", "within": "30"}, "within: “30” is not a length of time; write 30d, 12h or 45m"),
    ({"did": "A", "within": "0d"}, "within: “0d” is not a length of time; write 30d, 12h or 45m"),
    ({"did": "A", "within": 30}, "within: “30” is not a length of time; write 30d, 12h or 45m"),
    ({"did": "A", "within": "999999999w"}, "within: “999999999w” is not a length of time; write 30d, 12h or 45m"),
    (
        {"not": {"did": "A", "count": {"gtt": 2}}},
        "not.count.gtt: this is not one of gte, gt, lte, lt, eq, between; did you mean “gt”?",
    ),
    ({"did": "A", "count": 2}, "count: write for example {“gte”: 2}"),
    ({"did": "A", "count": {"gte": -1}}, "count.gte: this must be a whole number from 0 to 1000000000"),
    ({"did": "A", "count": {"gte": 1.5}}, "count.gte: this must be a whole number from 0 to 1000000000"),
    ({"did": "A", "count": {"gte": True}}, "count.gte: this must be a whole number from 0 to 1000000000"),
    ({"did": "A", "cuont": {"gte": 1}}, "cuont: this is not understood here; did you mean “count”?"),
    ({"trait": "a", "op": "iz", "value": 1}, 'op: "iz" is not an operator'),
    ({"trait": "a", "op": ["is"], "value": 1}, "op: \"['is']\" is not an operator"),
    ({"trait": "a..b"}, "trait: this must be the name of a trait, for example city or address.city"),
    ({"trait": "a[]b"}, "trait: this must be the name of a trait, for example city or address.city"),
    ({"trait": "a", "op": "is"}, "value: this must be a text of up to 1000 characters, a number, true or false"),
    ({"trait": "a", "value": {"b": 1}}, "value.b: this is not understood here"),
    (
        {"trait": "a", "value": {"trait": ""}},
        "value.trait: this must be the name of a trait, for example city or address.city",
    ),
    (
        {"trait": "a", "value": float("nan")},
        "value: this must be a text of up to 1000 characters, a number, true or false",
    ),
    ({"trait": "a", "value": 10**400}, "value: this must be a text of up to 1000 characters, a number, true or false"),
    ({"trait": "a", "op": "gt", "value": 10**400}, "value: this must be a number"),
    ({"sample": {"percent": 10**400}}, "sample.percent: this must be a number from 0 to 100"),
    (
        {"did": "A", "total": {"of": "revenue", "gte": 10**400}},
        "total.gte: this must be a number of at most six decimal places",
    ),
    ({"trait": "a", "op": "in", "value": []}, "value: “in” takes a list of 1 to 10000 values"),
    ({"trait": "a", "op": "in", "value": ["x"] * 10_001}, "value: “in” takes a list of 1 to 10000 values"),
    (
        {"trait": "a", "op": "in", "value": ["x", None]},
        "value[1]: this must be a text of up to 1000 characters, a number, true or false",
    ),
    ({"trait": "a", "op": "exists", "value": 1}, "value: “exists” takes no value"),
    ({"trait": "a", "value": "x", "exact": 1}, "exact: this is true or false"),
    ({"all": [{"did": "A"}] * 500}, "all[499]: more than 500 conditions"),
]


@pytest.mark.parametrize(("rule", "sentence"), MISTAKES, ids=[sentence[:60] for _, sentence in MISTAKES])
def test_a_mistake_is_told_at_its_place(rule, sentence):
    with pytest.raises(RuleError) as problem:
        compiled(rule)

    assert str(problem.value) == sentence


@pytest.mark.django_db
def test_a_rule_is_not_nested_without_end():
    with pytest.raises(RuleError) as problem:
        compiled(nested(200))

    assert problem.value.sentence == "nested deeper than 100 levels"
    assert compiled(nested(99)).params == {"p0": "A"}


@pytest.mark.django_db
def test_values_never_become_part_of_the_text():
    first = compiled({"all": [{"did": "A", "within": "1d"}, {"trait": "city", "value": "Tokyo"}]})
    second = compiled({"all": [{"did": "B", "within": "2d"}, {"trait": "city", "value": "Osaka"}]})

    assert first.sql == second.sql
    assert first.params == {"p0": "A", "p1": 86_400_000, "p2": "tokyo"}
