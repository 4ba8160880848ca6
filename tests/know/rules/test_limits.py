"""How big a rule may be: and what is allowed can be asked."""

import pytest

from polku.kit.columns import TooBig
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.know.rules.tree import read
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

IN_PRODUCTS = {"prop": "products[].category", "op": "is", "value": "tea"}


def nested(depth: int) -> dict:
    rule: dict = {"did": "A"}
    for level in range(depth - 1):
        rule = {"not": rule} if level % 3 == 0 else {("all", "any")[level % 2]: [rule]}
    return rule


def test_a_hundred_levels_can_be_asked(columns):
    assert ask.count(nested(100), NOON) == 0


@pytest.mark.parametrize("depth", [101, 200, 5_000])
def test_more_are_refused(depth):
    with pytest.raises(RuleError, match="nested deeper than 100 levels"):
        read(nested(depth))


def test_five_hundred_conditions_can_be_asked(columns):
    traits = [{"trait": f"a{number}", "op": "is", "value": "x"} for number in range(300)]
    events = [{"did": "A", "count": {"gte": number}} for number in range(150)]
    products = [{"did": "A", "where": [IN_PRODUCTS]} for _ in range(24)]

    assert ask.count({"any": [*traits, *events, *products]}, NOON) == 0


def test_conditions_on_what_stands_in_events_count_as_well():
    with pytest.raises(RuleError) as problem:
        read({"all": [{"did": "A", "where": [IN_PRODUCTS] * 49}] * 11})

    assert str(problem.value) == "all[9]: more than 500 conditions"


def test_what_the_engine_would_take_too_long_to_understand_is_refused():
    due = {"prop": "products[].due", "op": "within_last", "value": "3d"}

    with pytest.raises(RuleError) as problem:
        read({"any": [{"did": "A", "where": [due] * 48}] * 10})

    assert str(problem.value) == "this rule is too big to be asked; use fewer conditions"


def test_what_grows_in_the_engine_beyond_its_limit_is_too_big(columns):
    sequences = [{"sequence": [{"did": f"A{n}"} for n in range(10)]} for _ in range(40)]

    with pytest.raises(TooBig):
        ask.count({"all": sequences}, NOON)


def test_a_rule_has_at_most_a_megabyte():
    values = [f"{number:0999}" for number in range(1_049)]

    with pytest.raises(RuleError) as problem:
        read({"trait": "a", "op": "in", "value": values})

    assert str(problem.value) == "a rule has at most 1024 KB"


def test_ten_thousand_values_are_asked_for_in_events_too(live, who):
    live("devi", did={"A": [1]})
    values = [f"値段 {number}" for number in range(10_000)]

    assert who({"did": "A", "where": [{**IN_PRODUCTS, "op": "in", "value": values}]}) == []
    assert who({"did": "A", "where": [{"prop": "b", "op": "not_in", "value": values, "or_missing": True}]}) == ["devi"]
