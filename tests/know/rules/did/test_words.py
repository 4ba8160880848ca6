"""What somebody did, in words."""

import pytest

from polku.know.rules.sentence import everyone, sentence

BOUGHT = {"did": "Order Completed"}
TEA = {"prop": "products[].category", "op": "is", "value": "tea"}
CHEAP = {"prop": "products[].price", "op": "lt", "value": 5}
FROM_LINE = {"context": "campaign.source", "op": "is", "value": "LINE"}

SENTENCES = [
    ({"count": {"gt": 1}}, "bought more than 1 time", "bought at most 1 time"),
    ({"count": {"lt": 3}}, "bought less than 3 times", "bought at least 3 times"),
    ({"count": {"between": [2, 5]}}, "bought 2 to 5 times", "did not buy 2 to 5 times"),
    (
        {"where": [TEA]},
        "bought where products’ category is “tea”",
        "did not buy where products’ category is “tea”",
    ),
    (
        {"within": "30d", "count": {"gte": 2}, "where": [TEA, CHEAP]},
        "bought at least 2 times in the last 30 days where products’ category is “tea” and products’ price is below 5",
        "bought less than 2 times in the last 30 days where products’ category is “tea” and products’ price is below 5",
    ),
    (
        {"total": {"of": "revenue", "gte": 5000}},
        "bought with a total revenue of at least 5000",
        "did not buy with a total revenue of at least 5000",
    ),
    (
        {"total": {"of": "products[].price", "by": "avg", "between": [1, 2.5]}, "within": "1w"},
        "bought with an average products’ price of 1 to 2.5 in the last 7 days",
        "did not buy with an average products’ price of 1 to 2.5 in the last 7 days",
    ),
    (
        {"distinct": {"of": "shop", "gt": 3}},
        "bought with more than 3 different shop",
        "did not buy with more than 3 different shop",
    ),
    (
        {"where": [FROM_LINE]},
        "bought where the context’s campaign.source is “LINE”",
        "did not buy where the context’s campaign.source is “LINE”",
    ),
    ({"since": "2026-11-01"}, "bought since Nov. 1, 2026", "did not buy since Nov. 1, 2026"),
    (
        {"between": ["2026-11-01", "2026-11-30T18:00+09:00"]},
        "bought between Nov. 1, 2026 and Nov. 30, 2026, 6 p.m. UTC+09:00",
        "did not buy between Nov. 1, 2026 and Nov. 30, 2026, 6 p.m. UTC+09:00",
    ),
]


@pytest.mark.parametrize(("rule", "says", "says_not"), SENTENCES, ids=[says[:60] for _, says, _ in SENTENCES])
def test_what_somebody_did_in_words(rule, says, says_not):
    assert sentence(BOUGHT | rule) == says
    assert sentence({"not": BOUGHT | rule}) == says_not


def test_any_event_in_words():
    assert sentence({"did": "Song Played", "count": {"between": [0, 1]}}) == "did “Song Played” 0 to 1 time"
    assert everyone({"did": "Song Played", "total": {"of": "s", "by": "max", "eq": 1}}) == (
        "Everyone who did “Song Played” with a largest s of exactly 1"
    )
