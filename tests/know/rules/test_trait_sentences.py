"""What conditions about traits say, and what they say when they do not hold."""

import pytest
from django.utils import translation

from polku.know.rules.sentence import everyone, sentence

SENTENCES = [
    ({"op": "is", "value": "x"}, "city is “x”", "city is not “x”"),
    ({"op": "is_not", "value": "x"}, "city is known and not “x”", "city is “x” or not known"),
    ({"op": "contains", "value": "x"}, "city contains “x”", "city does not contain “x”"),
    ({"op": "matches", "value": "t?a*"}, "city has the form “t?a*”", "city does not have the form “t?a*”"),
    ({"op": "missing"}, "city is not known", "city is known"),
    ({"op": "before", "value": "2026-05-14"}, "city is before May 14, 2026", "city is not before May 14, 2026"),
    ({"op": "after", "value": "2026/05/14 10:30"}, "city is after May 14, 2026, 10:30 a.m.", None),
    ({"op": "after", "value": "2026-05-14T10:30:00Z"}, "city is after May 14, 2026, 10:30 a.m. (UTC)", None),
    ({"op": "after", "value": "2026-05-14T10:30+09:00"}, "city is after May 14, 2026, 10:30 a.m. (+09:00)", None),
    ({"op": "before", "value": "now"}, "city is before now", "city is not before now"),
    ({"op": "before", "value": "now-90d"}, "city is before 90 days ago", "city is not before 90 days ago"),
    ({"op": "after", "value": "now+1h"}, "city is after 1 hour from now", None),
    ({"op": "after", "value": "today"}, "city is after today", None),
    ({"op": "between", "value": ["today-1d", "today"]}, "city is between 1 day ago and today", None),
    ({"op": "within_last", "value": "2w"}, "city is within the last 14 days", "city is not within the last 14 days"),
    ({"op": "within_next", "value": "90m"}, "city is within the next 90 minutes", None),
    ({"op": "anniversary_in", "value": "0d"}, "city comes round today", "city does not come round today"),
    ({"op": "anniversary_in", "value": "1d"}, "city comes round today or tomorrow", None),
    (
        {"op": "anniversary_in", "value": "1w"},
        "city comes round today or within the next 7 days",
        "city does not come round today or within the next 7 days",
    ),
    ({"value": {"trait": "home.city"}}, "city is their home.city", "city is not their home.city"),
    ({"op": "gte", "value": {"trait": "polku.orders"}}, "city is at least their number of orders", None),
    ({"op": "before", "value": {"trait": "x"}}, "city is before their x", "city is not before their x"),
    (
        {"op": "is", "value": {"trait": "x"}, "or_missing": True},
        "city is their x, or city or their x is not known",
        "city and their x are known, and city is not their x",
    ),
    (
        {"op": "before", "value": "today", "or_missing": True},
        "city is before today, or city is not known",
        "city is known, and city is not before today",
    ),
]


@pytest.mark.parametrize(("claim", "says", "says_not"), SENTENCES, ids=[says for _, says, _ in SENTENCES])
def test_a_condition_in_words(claim, says, says_not):
    rule = {"trait": "city", **claim}

    assert sentence(rule) == says
    assert says_not is None or sentence({"not": rule}) == says_not


def test_what_polku_knows_has_names_of_its_own():
    week = {"trait": "polku.first_seen", "op": "within_last", "value": "7d"}

    assert everyone(week) == "Everyone whose first visit is within the last 7 days"


def test_dates_are_written_as_the_reader_writes_them():
    with translation.override("ja"):
        assert "2026年5月14日" in sentence({"trait": "x", "op": "before", "value": "2026-05-14"})
