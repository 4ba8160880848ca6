"""What a rule says, in words."""

import pytest

from polku.know.rules.sentence import everyone, sentence

BOUGHT = {"did": "Order Completed"}
TOKYO = {"trait": "city", "op": "is", "value": "Tokyo"}

SENTENCES = [
    (BOUGHT, "bought"),
    ({"not": BOUGHT}, "did not buy"),
    ({**BOUGHT, "within": "30d", "count": {"gte": 2}}, "bought at least 2 times in the last 30 days"),
    ({**BOUGHT, "within": "24h", "count": {"eq": 1}}, "bought exactly 1 time in the last 1 day"),
    ({**BOUGHT, "within": "90m", "count": {"lte": 3}}, "bought at most 3 times in the last 90 minutes"),
    ({"not": {**BOUGHT, "within": "1w", "count": {"gte": 2}}}, "bought less than 2 times in the last 7 days"),
    ({"did": "Message Opened", "within": "12h"}, "did “Message Opened” in the last 12 hours"),
    ({"not": {"did": "Message Opened"}}, "did not do “Message Opened”"),
    ({**BOUGHT, "count": {"gte": 2.0}}, "bought at least 2 times"),
    ({"did": "100% %(n)d", "count": {"gte": 2}}, "did “100% %(n)d” at least 2 times"),
    (TOKYO, "city is “Tokyo”"),
    ({"not": TOKYO}, "city is not “Tokyo”"),
    ({"trait": "age", "op": "in", "value": [30, 31.5, True]}, "age is one of 30, 31.5, true"),
    ({"trait": "a.b", "op": "exists"}, "a.b is known"),
    ({"all": []}, "is anybody"),
    ({"any": []}, "is nobody"),
    ({"all": [BOUGHT]}, "bought"),
    ({"all": [BOUGHT, TOKYO, {"not": BOUGHT}]}, "bought, and city is “Tokyo”, and did not buy"),
    ({"any": [BOUGHT, TOKYO]}, "bought, or city is “Tokyo”"),
    ({"all": [BOUGHT, {"any": [TOKYO, BOUGHT]}]}, "bought, and (city is “Tokyo”, or bought)"),
    ({"not": {"all": [BOUGHT, TOKYO]}}, "did not buy, or city is not “Tokyo”"),
    (
        {"all": [TOKYO, {"not": {"any": [BOUGHT, TOKYO]}}]},
        "city is “Tokyo”, and (did not buy, and city is not “Tokyo”)",
    ),
]


@pytest.mark.parametrize(("rule", "words"), SENTENCES, ids=[words for _, words in SENTENCES])
def test_a_rule_in_words(rule, words):
    assert sentence(rule) == words


WHOM = [
    ({"all": []}, "Everybody"),
    ({"any": []}, "Nobody"),
    (BOUGHT, "Everyone who bought"),
    ({"trait": "email", "op": "exists"}, "Everyone whose e-mail address is known"),
    ({"not": {"trait": "phone", "op": "exists"}}, "Everyone whose phone number is not known"),
    ({"any": [TOKYO, {"trait": "age", "value": 30}]}, "Everyone whose city is “Tokyo”, or age is 30"),
    ({"all": [BOUGHT, TOKYO]}, "Everyone of whom this is true: bought, and city is “Tokyo”"),
]


@pytest.mark.parametrize(("rule", "words"), WHOM, ids=[words for _, words in WHOM])
def test_whom_a_rule_means(rule, words):
    assert everyone(rule) == words
