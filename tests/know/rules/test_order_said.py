"""Rules of order and calendar in words, as the guide tells them, and their mistakes."""

import json
import re
from pathlib import Path

import pytest

from polku.know.rules.condition import RuleError
from polku.know.rules.sentence import everyone, sentence
from polku.know.rules.tree import read

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "rules.md").read_text()
OURS = GUIDE.partition("\n## Order and calendar\n")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"^\| `(\{.*\})` \| (.*) \|$", OURS, re.MULTILINE)
CART, BOUGHT = {"did": "Cart Updated"}, {"did": "Order Completed"}
REVENUE = {"did": "Order Completed", "of": "revenue"}


def test_the_guide_has_examples():
    assert len(EXAMPLES) == 14


@pytest.mark.parametrize(("rule", "words"), EXAMPLES, ids=[words[:60] for _, words in EXAMPLES])
def test_the_guides_examples_read_as_it_says(rule, words):
    assert sentence(json.loads(rule)) == words


NEGATED = [
    ({"sequence": [CART, BOUGHT]}, "did not do “Cart Updated”, then “Order Completed”, in this order"),
    ({"sequence": [CART, {"not": BOUGHT}]}, "did not do “Cart Updated”, and no “Order Completed” after it"),
    ({"last": BOUGHT, "ago": {"lte": "36h"}}, "is not somebody who last bought at most 36 hours ago"),
    (
        {"compare": {"first": REVENUE}, "op": "is", "than": {"max": REVENUE}},
        "revenue of the first “Order Completed” is not as much as the largest revenue of “Order Completed”",
    ),
]


@pytest.mark.parametrize(("rule", "words"), NEGATED, ids=[words[:60] for _, words in NEGATED])
def test_what_is_not_so_in_words(rule, words):
    assert sentence({"not": rule}) == words


def test_whom_a_comparison_means():
    rule = {"compare": {"sum": REVENUE}, "op": "gte", "than": {"max": REVENUE}, "times": 2}

    assert everyone(rule) == (
        "Everyone whose total revenue of “Order Completed” is at least 2 times the largest revenue of “Order Completed”"
    )


STEP = "write for example {“did”: “Order Completed”, “after_within”: “7d”}"
PERIODS = (
    "today, yesterday, this_week, this_month, this_quarter, this_year, last_week, last_month, last_quarter, last_year"
)
AMOUNT = "write for example {“last”: {“did”: “Order Completed”, “of”: “revenue”}}"
MISTAKES = [
    ({"sequence": 5}, "sequence: this is a list of what happens one after another"),
    ({"sequence": []}, "sequence: this takes 2 to 10 steps"),
    ({"sequence": [CART]}, "sequence: this takes 2 to 10 steps"),
    ({"sequence": [CART] * 11}, "sequence: this takes 2 to 10 steps"),
    ({"sequence": [CART, 5]}, f"sequence[1]: {STEP}"),
    ({"sequence": [CART, {"dit": "A"}]}, f"sequence[1]: {STEP}"),
    ({"sequence": [{"not": CART}, BOUGHT]}, "sequence[0].not: this stands between two steps, or after the last one"),
    ({"sequence": [CART, {"not": 1}, BOUGHT]}, f"sequence[1].not: {STEP}"),
    ({"sequence": [CART, {"not": CART, "did": "A"}]}, "sequence[1].did: this is not understood here"),
    (
        {"sequence": [{"did": "A", "after_within": "7d"}, BOUGHT]},
        "sequence[0].after_within: there is no step before the first one",
    ),
    (
        {"sequence": [CART, {"did": "A", "after_within": "7 days"}]},
        "sequence[1].after_within: “7 days” is not a length of time; write 30d, 12h or 45m",
    ),
    (
        {"sequence": [CART, {"did": "A", "after_withn": "7d"}]},
        "sequence[1].after_withn: this is not understood here; did you mean “after_within”?",
    ),
    (
        {"sequence": [CART, {"did": "A", "where": [{"prop": "x", "op": "greater", "value": 1}]}]},
        'sequence[1].where[0].op: "greater" is not an operator; did you mean "gt"?',
    ),
    ({"sequence": [CART, BOUGHT], "spam": "7d"}, "spam: this is not understood here; did you mean “span”?"),
    ({"last": "Order Completed"}, "last: write for example {“did”: “Order Completed”}"),
    ({"last": BOUGHT}, "last: say what must be true of it: “ago”, for example {“gt”: “90d”}, or “where”"),
    ({"last": {**BOUGHT, "count": {"gte": 2}}, "ago": {"gt": "1d"}}, "last.count: this is not understood here"),
    ({"last": BOUGHT, "ago": "90d"}, "ago: write for example {“gt”: “90d”}"),
    ({"last": BOUGHT, "ago": {"eq": "90d"}}, "ago: write for example {“gt”: “90d”}"),
    ({"last": BOUGHT, "ago": {"gt": 90}}, "ago.gt: “90” is not a length of time; write 30d, 12h or 45m"),
    (
        {"last": BOUGHT, "ago": {"between": ["9d", "x"]}},
        "ago.between[1]: “x” is not a length of time; write 30d, 12h or 45m",
    ),
    ({"first": BOUGHT, "where": [{}]}, "where[0]: write for example"),
    ({"compare": 5, "op": "gt"}, f"compare: {AMOUNT}"),
    ({"compare": {"sum": REVENUE}, "op": "gt"}, f"than: {AMOUNT}"),
    ({"compare": {"sum": REVENUE}, "op": "gtt"}, "op: this is not one of gt, gte, lt, lte, is; did you mean “gt”?"),
    (
        {"compare": {"summ": REVENUE}, "op": "gt", "than": {"sum": REVENUE}},
        "compare.summ: this is not one of first, last, sum, avg, min, max, count; did you mean “sum”?",
    ),
    (
        {"compare": {"sum": BOUGHT}, "op": "gt", "than": {"sum": REVENUE}},
        "compare.sum: write for example {“did”: “Order Completed”, “of”: “revenue”}",
    ),
    (
        {"compare": {"count": REVENUE}, "op": "gt", "than": {"sum": REVENUE}},
        "compare.count: write for example {“did”: “Order Completed”}",
    ),
    (
        {"compare": {"last": {**REVENUE, "before_last": True}}, "op": "gt", "than": {"sum": REVENUE}},
        "compare.last.before_last: this is not understood here",
    ),
    (
        {"compare": {"last": {**BOUGHT, "of": "products[].price"}}, "op": "gt", "than": {"sum": REVENUE}},
        "compare.last.of: one number is compared, not a list of them; ask for sum, avg, min or max",
    ),
    (
        {"compare": {"sum": REVENUE}, "op": "gt", "than": {"sum": REVENUE}, "times": 0},
        "times: this must be a number above 0",
    ),
    ({**BOUGHT, "on": 5}, "on: write for example “this_month”, or {“weekdays”: [“sat”, “sun”], “hours”: [18, 22]}"),
    ({**BOUGHT, "on": {}}, "on: this needs at least one of period, weekdays, hours"),
    ({**BOUGHT, "on": "this_mont"}, f"on: “this_mont” is not one of {PERIODS}; did you mean “this_month”?"),
    ({**BOUGHT, "on": {"period": 7}}, f"on.period: “7” is not one of {PERIODS}"),
    ({**BOUGHT, "on": {"days": ["mon"]}}, "on.days: this is not understood here"),
    ({**BOUGHT, "on": {"weekdays": "mon"}}, "on.weekdays: this is a list of days, for example [“sat”, “sun”]"),
    (
        {**BOUGHT, "on": {"weekdays": ["mon", "satur"]}},
        "on.weekdays[1]: “satur” is not one of mon, tue, wed, thu, fri, sat, sun; did you mean “sat”?",
    ),
    *[
        ({**BOUGHT, "on": {"hours": hours}}, "on.hours: this is two different whole hours from 0 to 24")
        for hours in (18, [18], [18, 18], [24, 0], [18, 25], [-1, 5], [1.5, 2], ["1", "2"], [True, 3])
    ],
    (
        {**BOUGHT, "on": {"period": "today", "zone": "Asia/Tokyo"}},
        "on.zone: “Asia/Tokyo” is not one of shop, person",
    ),
]


@pytest.mark.parametrize(("rule", "problem"), MISTAKES, ids=[problem[:60] for _, problem in MISTAKES])
def test_a_mistake_in_order_or_calendar_is_told_at_its_place(rule, problem):
    with pytest.raises(RuleError) as found:
        read({"all": [rule]})

    assert str(found.value).startswith(f"all[0].{problem}")
