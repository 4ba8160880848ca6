"""Scores of recency, frequency and spending: fifths of all customers, made once a day."""

from datetime import timedelta

import pytest

from polku.kit import columns as store
from polku.know.people import columns as people_columns
from polku.know.people.models import Changed, Profile
from polku.know.rules.condition import RuleError
from polku.know.rules.sentence import sentence
from polku.know.rules.tree import read
from polku.know.segments import segments
from polku.know.segments.rfm import scores
from polku.know.segments.rfm.classes import CLASSES, NAMES
from tests.conftest import NOON
from tests.know.segments.conftest import number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

# The vector “rfm-quintiles” of docs/guide/segments.md: ties share their average rank.
VALUES, EXPECTED = [5, 1, 1, 1, 9, 12, 12, 3, 40, 7], [3, 1, 1, 1, 4, 5, 5, 2, 5, 3]


@pytest.fixture
def customer(live):
    """`customer("devi", orders=2, revenue=500, days=3)`: the last order so many days ago."""

    def make(name, orders=1, revenue=100, days=1.0):
        live(name, None, {"Order Completed": [days]})
        Profile.objects.filter(id=number(name)).update(orders=orders, revenue_minor=revenue)
        Changed.objects.update_or_create(id=number(name), defaults={"at_seq": 1})

    return make


def of(name):
    while people_columns.sync():
        pass
    scores.score(NOON)
    rows = store.query(
        "SELECT recency, frequency, monetary FROM rfm WHERE identity = {who:UInt64}", {"who": number(name)}
    )
    return rows[0] if rows else None


def test_scores_are_fifths_and_ties_share_their_rank(customer):
    for index, value in enumerate(VALUES):
        customer(f"p{index}", orders=value, revenue=value * 100, days=50 - value)

    assert [of(f"p{index}") for index in range(len(VALUES))] == [(score,) * 3 for score in EXPECTED]


def test_whoever_has_not_bought_has_no_score(customer, live):
    customer("devi")
    live("emile")

    assert (of("devi"), of("emile")) == ((5, 5, 5), None)


def test_rules_ask_for_scores_and_classes(customer, live, who):
    for index in range(5):
        customer(f"p{index}", orders=index + 1, revenue=(5 - index) * 100, days=10 - index)
    live("nobody")
    of("p0")

    assert who({"rfm": {"recency": [4, 5]}}) == ["p3", "p4"]
    assert who({"rfm": {"recency": [4, 5], "monetary": [2]}}) == ["p3"]
    assert who({"rfm": "champions"}) == ["p3", "p4"]
    assert who({"rfm": "lost"}) == ["p0"]
    assert who({"not": {"rfm": {"monetary": [1, 2, 3, 4, 5]}}}) == ["nobody"]


def test_every_customer_is_of_one_class():
    cells = [(r, f) for recency, frequency in CLASSES.values() for r in recency for f in frequency]

    assert sorted(cells) == [(r, f) for r in range(1, 6) for f in range(1, 6)]
    assert CLASSES.keys() == NAMES.keys()


def test_they_stand_still_until_the_next_day_and_segments_are_asked_anew_then(customer, who):
    vip = segments.create("VIP", rule={"any": [{"rfm": "champions"}]})
    assert scores.tick(NOON) == 1
    assert scores.tick(NOON) == 0
    customer("devi")
    who({"all": []})
    assert scores.tick(NOON + timedelta(minutes=1)) == 1  # nobody had bought before
    assert scores.tick(NOON + timedelta(hours=11)) == 0

    assert scores.tick(NOON + timedelta(hours=12)) == 1

    vip.refresh_from_db()
    assert vip.edits == 4
    assert store.query("SELECT customers FROM rfm_copies") == [(1,)]


def test_many_are_not_scored_again_at_once(customer, who, monkeypatch):
    monkeypatch.setattr(scores, "FEW", 1)
    customer("devi")
    who({"all": []})
    assert scores.tick(NOON) == 1
    for name in ("emile", "fumi"):
        customer(name)
    who({"all": []})

    assert scores.tick(NOON + timedelta(minutes=9)) == 0
    assert scores.tick(NOON + timedelta(minutes=10)) == 1


def test_words():
    assert sentence({"rfm": "champions"}) == "is of the RFM class “Champions”"
    assert sentence({"not": {"rfm": {"recency": [5, 4], "monetary": [5]}}}) == (
        "does not have a recency score of 4 or 5, or does not have a spending score of 5"
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("champion", "rfm: “champion” is not one of " + ", ".join(CLASSES) + "; did you mean “champions”?"),
        ({}, "rfm: write for example “champions”, or {“recency”: [4, 5], “monetary”: [5]}"),
        ({"recency": [6]}, "rfm.recency: this is a list of scores from 1 to 5"),
        ({"recency": [True]}, "rfm.recency: this is a list of scores from 1 to 5"),
        ({"recencies": [1]}, "rfm.recencies: this is not understood here; did you mean “recency”?"),
    ],
)
def test_mistakes(given, told):
    with pytest.raises(RuleError) as problem:
        read({"rfm": given})

    assert str(problem.value) == told
