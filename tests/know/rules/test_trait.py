"""What trait adds to the operators: polku's own facts, addresses, two traits side by side, and what time changes."""

import pytest

from polku.kit import clock
from polku.kit import columns as store
from polku.know.people.models import Changed, Profile
from polku.know.rules.compile import crossed
from polku.know.rules.condition import Depends, RuleError, Tables, Writer
from polku.know.rules.tree import read
from polku.know.teams.models import Team
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
DAY_MS = 86_400_000
NOON_MS = clock.to_ms(NOON)


@pytest.fixture
def regulars(live):
    """Devi has ordered three times and was here an hour ago, Emile once, 40 days ago; of Fumi others have only told."""
    Team.objects.create(name="Kahvila", currency="EUR", time_zone="Asia/Tokyo")
    live("devi", {"city": "Tokyo", "home": "TOKYO"})
    live("emile", {"city": "Osaka", "home": "Turku"})
    live("fumi", {"city": "Turku"})
    has = {
        "devi": {"orders": 3, "revenue_minor": 12_050, "first_seen_ms": NOON_MS - 90 * DAY_MS},
        "emile": {"orders": 1, "revenue_minor": 999, "first_seen_ms": NOON_MS - 40 * DAY_MS},
        "fumi": {"first_seen_ms": NOON_MS - 2 * DAY_MS},
    }
    last_ms = {"devi": NOON_MS - 3_600_000, "emile": NOON_MS - 40 * DAY_MS, "fumi": 0}
    for name, facts in has.items():
        Profile.objects.filter(name=name).update(**facts, last_seen_ms=last_ms[name])
    Profile.objects.filter(name="emile").update(email="emile@shop.example")
    Changed.objects.update(at_seq=2)


FACTS = [
    ({"trait": "polku.orders", "op": "gte", "value": 2}, ["devi"]),
    ({"trait": "polku.orders", "op": "is", "value": 0}, ["fumi"]),
    ({"trait": "polku.orders", "op": "exists"}, ["devi", "emile", "fumi"]),
    ({"trait": "polku.revenue", "op": "gt", "value": 120}, ["devi"]),
    ({"trait": "polku.revenue", "op": "between", "value": [9.99, 120.5]}, ["devi", "emile"]),
    ({"trait": "polku.first_seen", "op": "within_last", "value": "7d"}, ["fumi"]),
    ({"trait": "polku.first_seen", "op": "before", "value": "2026-08-24"}, ["devi"]),
    ({"trait": "polku.first_seen", "op": "after", "value": "2026-08-23"}, ["emile", "fumi"]),
    ({"trait": "polku.last_seen", "op": "before", "value": "now-30d"}, ["emile"]),
    ({"trait": "polku.last_seen", "op": "missing"}, ["fumi"]),
    ({"trait": "polku.last_seen", "op": "after", "value": {"trait": "polku.first_seen"}}, ["devi"]),
    ({"trait": "polku.last_seen", "op": "starts_with", "value": "2026-11-21T11:00"}, ["devi"]),
    ({"trait": "polku.name", "op": "is", "value": "Devi"}, ["devi"]),
    ({"trait": "email", "op": "ends_with", "value": "@SHOP.example"}, ["emile"]),
    ({"trait": "email", "op": "missing"}, ["devi", "fumi"]),
    ({"trait": "city", "op": "is", "value": {"trait": "home"}}, ["devi"]),
    ({"trait": "city", "op": "is", "value": {"trait": "home"}, "exact": True}, []),
    ({"trait": "city", "op": "is_not", "value": {"trait": "home"}}, ["emile"]),
    ({"trait": "city", "op": "is_not", "value": {"trait": "home"}, "or_missing": True}, ["emile", "fumi"]),
]


def test_who_meets_each_rule(regulars, who):
    assert [(rule, who(rule)) for rule, _ in FACTS] == FACTS


def test_what_can_change_a_trait_is_told():
    own = {"trait": "polku.orders", "op": "gte", "value": 2}
    pair = {"trait": "city", "op": "is", "value": {"trait": "home.city"}}

    assert read({"trait": "pets[].name", "value": "Rex"}).depends() == Depends(traits=frozenset({"pets"}))
    assert read(pair).depends() == Depends(traits=frozenset({"city", "home"}))
    assert read(own).depends() == Depends(traits=frozenset({"polku"}), anything=True)
    assert read({"trait": "email", "op": "exists"}).depends().anything


def test_those_are_found_whom_time_alone_may_have_changed(live, who):
    live("devi", {"trial_ends": "2026-11-21T11:30:00Z"})
    live("emile", {"trial_ends": "2026-11-21T13:30:00Z"})
    live("fumi", {"trial_ends": ["2026-11-21T11:59:59Z", 3]})
    everybody = dict(Profile.objects.values_list("id", "name"))
    assert who({"all": []}) == ["devi", "emile", "fumi"]
    over = {"trait": "trial_ends", "op": "before", "value": "now"}

    found = crossed(read({"any": [over, {"trait": "trial_ends", "value": "x"}]}))

    assert found is not None
    rows = store.query(found.sql, found.params | {"since": NOON_MS - 3_600_000, "now": NOON_MS})
    assert sorted(everybody[id_] for (id_,) in rows) == ["devi", "fumi"]
    assert crossed(read({"trait": "trial_ends", "op": "before", "value": "2026-01-01"})) is None


FACTS_OF = [
    ({"trait": "city", "value": "x"}, {"city": "Tokyo"}),
    ({"trait": "home", "op": "missing"}, {"home": '{"city":"Turku"}'}),
    ({"trait": "home.city", "value": {"trait": "age"}}, {"home.city": "Turku", "age": 30}),
    ({"trait": "pets[].name", "value": "x"}, {"pets[].name": ["Rex", 3]}),
    ({"trait": "pets[].none", "value": "x"}, {"pets[].none": []}),
    ({"trait": "email", "op": "exists"}, {"email": None}),
    ({"trait": "polku.name", "value": "x"}, {"polku.name": "devi"}),
    ({"trait": "polku.orders", "op": "gt", "value": 1}, {"polku.orders": 0}),
    ({"trait": "polku.first_seen", "op": "missing"}, {"polku.first_seen": None}),
    ({"trait": "never", "op": "missing"}, {"never": None}),
]


def test_what_a_condition_looks_at_can_be_shown(live, who):
    live("devi", {"city": "Tokyo", "home": {"city": "Turku"}, "age": 30, "pets": [{"name": "Rex"}, {"name": 3}]})
    assert who({"trait": "age", "op": "exists"}) == ["devi"]

    def facts(rule: dict) -> dict:
        write = Writer(Tables())
        asked = read(rule).facts(write).items()
        return {name: store.value(f"SELECT {sql}", write.parameters) for name, sql in asked}

    assert [(rule, facts(rule)) for rule, _ in FACTS_OF] == FACTS_OF


@pytest.mark.parametrize("name", ["polku.ordres", "polku", "polku.orders.x"])
def test_of_what_polku_knows_the_names_are_told(name):
    with pytest.raises(RuleError) as problem:
        read({"trait": name, "op": "exists"})

    known = "polku.name, polku.orders, polku.revenue, polku.first_seen, polku.last_seen"
    assert str(problem.value) == f"trait: of what begins with “polku.” there is: {known}"
