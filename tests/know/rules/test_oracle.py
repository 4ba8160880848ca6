"""SQL and the oracle agree on every rule, for people drawn by chance."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.know.rules.oracle import Somebody, holds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

EVENTS = ("Order Completed", "Message Opened", "見た 🏠")
AGO = (0, 0.5, 1, 6.999, 7, 7.001, 29.5, 30, 30.0001, 400, -0.01)
CITIES = ("Tokyo", "tokyo", "Turku", "", "ÅBO", "åbo", "東京")
NUMBERS = (0, 1, -1, 2.5, 30, 10**12)
TRAITS = ("city", "age", "vip", "tags", "address.city", "nothing")

MIXED = [
    {"trait": "tags", "op": "is", "value": value} for value in ("30", 30, "2.5", 2.5, "true", True, "åbo", 1, "1", "")
]

texts, numbers = some.sampled_from(CITIES), some.sampled_from(NUMBERS)
values = texts | numbers | some.booleans() | some.sampled_from(("30", "2.5", "true"))
counts = some.dictionaries(some.sampled_from(("gte", "lte", "eq")), some.integers(0, 4), min_size=1, max_size=1)
did = some.fixed_dictionaries(
    {"did": some.sampled_from((*EVENTS, "Never"))},
    optional={"within": some.sampled_from(("1d", "12h", "7d", "1w", "30d")), "count": counts},
)
traits = some.one_of(
    some.fixed_dictionaries({"trait": some.sampled_from(TRAITS), "op": some.just("is"), "value": values}),
    some.fixed_dictionaries(
        {"trait": some.sampled_from(TRAITS), "op": some.just("in"), "value": some.lists(values, min_size=1, max_size=4)}
    ),
    some.fixed_dictionaries({"trait": some.sampled_from((*TRAITS, "address")), "op": some.just("exists")}),
)
rules = some.recursive(
    did | traits,
    lambda inner: some.one_of(
        some.fixed_dictionaries({"all": some.lists(inner, max_size=3)}),
        some.fixed_dictionaries({"any": some.lists(inner, max_size=3)}),
        some.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=5,
)


def drawn(dice: random.Random, name: str) -> Somebody:
    possible = {
        "city": dice.choice((*CITIES, None, "30")),
        "age": dice.choice((*NUMBERS, "30", None)),
        "vip": dice.choice((True, False, "true", None)),
        "tags": dice.choice(([], ["Tokyo", "30"], [1, 30], [2.5, 1.5], [True], ["ÅBO", 1, None, True, 2.5], None)),
        "address": {"city": dice.choice(CITIES)},
    }
    has = {key: value for key, value in possible.items() if dice.random() < 0.6}
    return Somebody(name, has, {event: dice.choices(AGO, k=dice.randrange(4)) for event in EVENTS})


def test_sql_and_the_oracle_agree(live, who):
    dice = random.Random(20_261_121)
    crowd = [drawn(dice, f"somebody {number:02}") for number in range(25)]
    for person in crowd:
        live(person.name, person.traits, person.did)
    who({"all": []})

    for rule in MIXED:
        assert (rule, who(rule)) == (rule, [person.name for person in crowd if holds(rule, person)])

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rules)
    def agree(rule):
        assert who(rule) == [person.name for person in crowd if holds(rule, person)]

    agree()
