"""Every reason that an import gives for a line can be told in the reader's language."""

import pytest
from django.utils import translation

from polku.know.events.imports import reasons
from polku.know.events.imports.reasons import in_words

pytestmark = pytest.mark.django_db
ORDERS = """order_id,user_id,date,product_id,quantity,price,currency,email,revenue
2,bo,2026-11-01,tea,1,12x,EUR,,
3,bo,2026-11-01,tea,1,,EUR,,
4,bo,soon,tea,1,3,EUR,,
5,bo,2027-11-01,tea,1,3,EUR,,
6,bo,,tea,1,3,EUR,,
,bo,2026-11-01,tea,1,3,EUR,,
8,,2026-11-01,tea,1,3,EUR,,
9,bo,2026-11-01,tea,1
10,b\0o,2026-11-01,tea,1,3,EUR,,
11,bo,2026-11-01,tea,1,3,euros,,
12,,2026-11-01,tea,1,3,EUR,no address,
13,bo,2026-11-01,tea,1,3,EUR,,
13,bo,2026-11-01,tea,1,x,EUR,,
14,bo,2026-11-01,tea,1,3,EUR,,
14,emile,2026-11-01,tea,1,3,EUR,,
15,bo,2026-11-01,tea,1,3,EUR,,7
15,bo,2026-11-01,tea,1,3,EUR,,8
16,bo,"2026-11-01,tea,1,3,EUR,,
"""
PEOPLE = "user_id,email,name\n,,Nobody\n"
CONSENTS = "email,said,timestamp\nbo@x.example,perhaps,2026-11-01\nbo@x.example,,2026-11-01\nbo@x.example,yes,\n"
JSON = '{"order_id": 1, "user_id": "aino", "date": "2026-11-01", "revenue": 3}\n{no json\n["a list"]\n'


def untold(sentences: list[str]) -> list[str]:
    return [
        sentence
        for sentence in sentences
        if not any(reasons._pattern(words).fullmatch(sentence.split(": ", 1)[1]) for words in reasons.REASONS)
    ]


def test_every_reason_is_one_that_can_be_told(orders, people, consents):
    found = [
        *orders(ORDERS, name="orders.csv").refusals.sentences(99),
        *orders((ORDERS + "é").encode("latin-1"), name="bytes.csv", encoding="utf-8").refusals.sentences(99),
        *orders(JSON + "[" * 10_000 + "\n" + "x" * 3_000_000, name="orders.jsonl").refusals.sentences(99),
        *people(PEOPLE).refusals.sentences(99),
        *consents(CONSENTS).refusals.sentences(99),
    ]

    assert untold(found) == []
    assert len(found) > 40


def test_a_reason_is_told_in_japanese_with_what_stands_in_the_file():
    with translation.override("ja"):
        told = in_words('orders.csv line 4: "price" is not a number: 12x')

    assert told == "orders.csv の 4 行目: 「price」が数値ではありません: 12x"


def test_what_nobody_foresaw_stays_as_it_is():
    with translation.override("ja"):
        assert in_words("Something else") == "Something else"
        assert in_words("a.csv line 2: something else").endswith("something else")
