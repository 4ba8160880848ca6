"""Whatever the language can say has a form of its own, which writes the same rule back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from polku.doors.web.segments.builder.convert import WAS, form_of, rule_of
from polku.doors.web.segments.builder.items import of_post
from polku.doors.web.segments.builder.kinds.registry import KINDS
from polku.doors.web.segments.builder.texts import same
from polku.know.rules.tree import read
from tests.doors.web.segments.test_form import as_sent
from tests.know.rules.drawn import calendar, compare, did, occurrence, sequence, trait

STATE: tuple[dict[str, Any], ...] = (
    {"reachable": "email"}, {"reachable": "email", "purpose": "service"}, {"got_campaign": 7, "within": "30d"},
    {"opened_campaign": 7}, {"clicked_campaign": 7}, {"in_segment": "VIP"}, {"in_segment": 7}, {"rfm": "champions"},
    {"rfm": {"recency": [5, 1], "monetary": [3]}}, {"consent": {}}, {"consent": {"purpose": "marketing", "topic": "x"}},
    {"sample": {"percent": 12.5, "salt": "autumn"}}, {"sample": {"percent": 5}},
    {"has_reward": 4}, {"has_reward": 4, "state": "any"}, {"used_reward": 4}, {"balance": 7, "amount": {"gte": 100}},
    {"used_reward": 4, "count": {"between": [2, 3]}, "within": "30d"}, {"rank": 9, "in": ["gold", "platinum"]},
)  # fmt: skip
SPELLED: tuple[dict[str, Any], ...] = (  # in more words than the form needs, or fewer
    {"trait": "city", "value": "Turku"}, {"trait": "city", "op": "is", "value": "Turku", "exact": False},
    {"did": "X", "where": []}, {"did": "X", "on": {"period": "today", "zone": "shop"}, "within": "030d"},
    {"did": "X", "on": {"weekdays": ["sun", "mon", "sun"], "hours": [18.0, 22]}},
    {"did": "X", "distinct": {"context": "campaign.source", "between": [1, 2], "exact": False}},
    {"did": "X", "total": {"context": "cost", "eq": 2.0}},
)  # fmt: skip
twice = some.tuples(did.rules, calendar.ons).map(lambda both: both[0] | both[1])
of_events = some.one_of(
    did.rules, twice, twice, trait.rules, occurrence.rules, compare.rules, sequence.rules, some.sampled_from(SPELLED)
)


def _rules(leaves: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    return some.recursive(
        leaves,
        lambda inner: some.one_of(
            some.fixed_dictionaries({"all": some.lists(inner, max_size=3)}),
            some.fixed_dictionaries({"any": some.lists(inner, max_size=3)}),
            some.fixed_dictionaries({"not": inner}),
        ),
        max_leaves=3,
    )


@settings(max_examples=150, deadline=None)
@given(_rules(of_events | some.sampled_from(STATE)))
def test_it_is_shown_without_a_rest_of_json_and_comes_back_from_the_browser_as_it_was(rule: Any) -> None:
    form = form_of(rule)

    sent = of_post(as_sent(form), KINDS)

    assert "json" not in {item.kind for item in form.items}
    assert same(rule_of(form).rule, rule)
    assert same(rule_of(sent).rule, rule)


@settings(max_examples=150, deadline=None)
@given(_rules(of_events))
def test_written_in_the_words_of_the_form_it_means_the_same(rule: Any) -> None:
    form = form_of(rule)
    for item in form.items:
        item.values.pop(WAS, None)

    assert read(rule_of(form).rule) == read(rule)


@pytest.mark.parametrize("rule", STATE + SPELLED, ids=str)
def test_each_spelling_has_a_row(rule: dict[str, Any]) -> None:
    form = form_of(rule)

    assert "json" not in {item.kind for item in form.items}
    assert same(rule_of(form).rule, rule)
