"""A measure that cannot be understood says where and why."""

import pytest

from polku.know.rules.condition import RuleError
from polku.know.rules.tree import read

OF = "write for example {“of”: “revenue”, “gte”: 5000}"
NAMES = "gte, gt, lte, lt, eq, between"
MISTAKES = [
    ({"count": {}}, "count: write for example {“gte”: 2}"),
    ({"count": {"gte": 1, "lte": 2}}, "count: write for example {“gte”: 2}"),
    ({"count": {"between": 2}}, "count.between: “between” takes two numbers, for example [10, 20]"),
    ({"count": {"between": [2, "x"]}}, "count.between[1]: this must be a whole number from 0 to 1000000000"),
    ({"count": {"between": [2, 1]}}, "count.between: the first of two numbers is not above the second"),
    ({"total": 5}, f"total: {OF}"),
    ({"total": {"gte": 5}}, f"total: {OF}"),
    ({"total": {"of": "a", "context": "b", "gte": 5}}, f"total: {OF}"),
    (
        {"total": {"of": 7, "gte": 5}},
        "total.of: this must be the name of a property, for example revenue or products[].category",
    ),
    ({"total": {"of": "a"}}, "total: write for example {“gte”: 2}"),
    ({"total": {"of": "a", "most": 5}}, f"total.most: this is not one of {NAMES}"),
    ({"total": {"of": "a", "gte": "5"}}, "total.gte: this must be a number of at most six decimal places"),
    ({"total": {"of": "a", "gte": 0.1234567}}, "total.gte: this must be a number of at most six decimal places"),
    ({"total": {"of": "a", "gte": 5, "by": "mean"}}, "total.by: this is not one of sum, avg, min, max"),
    ({"total": {"of": "a", "gte": 5, "by": 5}}, "total.by: this is not one of sum, avg, min, max"),
    ({"distinct": {"of": "a", "gte": 1.5}}, "distinct.gte: this must be a whole number from 0 to 1000000000"),
    ({"distinct": {"of": "a", "gte": 1, "exact": 1}}, "distinct.exact: this is true or false"),
    (
        {"count": {"gte": 1}, "total": {"of": "a", "gte": 1}},
        "total: “count” and “total” cannot stand in one condition; put them into “all”",
    ),
]


@pytest.mark.parametrize(("rule", "sentence"), MISTAKES, ids=[sentence[:50] for _, sentence in MISTAKES])
def test_a_mistake_in_a_measure_is_told_at_its_place(rule, sentence):
    with pytest.raises(RuleError) as problem:
        read({"did": "A"} | rule)

    assert str(problem.value) == sentence
