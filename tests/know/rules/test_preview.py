"""What one sees of a rule before it is used: who, how many, each condition alone, and what may not be meant."""

import pytest

from polku.kit import ids
from polku.know.rules.explain import explain
from polku.know.rules.preview import preview
from polku.know.rules.sizes import sizes
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BOUGHT = {"did": "Order Completed"}
TOKYO = {"trait": "city", "op": "is", "value": "Tokyo"}
RULE = {"all": [BOUGHT, {"not": {"any": [TOKYO, {"trait": "age", "op": "exists"}]}}]}


@pytest.fixture
def shoppers(live, who) -> None:
    live("devi", {"city": "Tokyo", "age": 30}, {"Order Completed": [1, 29]})
    live("emile", {"city": "Osaka"}, {"Order Completed": [2]})
    live("fumi", {"city": "Tokyo"})
    who({"all": []})


def number(name: str) -> int:
    return ids.identity_id("user_id", name)


def test_a_preview_tells_all_at_once(shoppers):
    found = preview(RULE, NOON)

    assert (found.count, found.of, found.sample) == (1, 3, [number("emile")])
    assert found.sentence == "bought, and (city is not “Tokyo”, and age is not known)"
    assert found.warnings == []


def test_a_sample_is_as_long_as_asked_for(shoppers):
    assert len(preview({"all": []}, NOON, limit=2).sample) == 2
    assert preview({"all": []}, NOON, limit=0).sample == []
    assert len(preview({"all": []}, NOON).sample) == 3


def test_each_condition_has_its_size_alone(shoppers):
    assert sizes(RULE, NOON) == {
        "": 1,
        "all[0]": 2,
        "all[1]": 1,
        "all[1].not": 2,
        "all[1].not.any[0]": 2,
        "all[1].not.any[1]": 1,
    }
    assert sizes({"any": []}, NOON) == {"": 0}


def test_why_somebody_meets_a_rule_or_not(shoppers):
    told = explain(RULE, number("devi"), NOON)

    assert (told.path, told.holds, [part.holds for part in told.parts]) == ("", False, [True, False])
    [group] = told.parts[1].parts
    assert [(part.path, part.sentence, part.holds) for part in group.parts] == [
        ("all[1].not.any[0]", "city is “Tokyo”", True),
        ("all[1].not.any[1]", "age is known", True),
    ]
    assert group.parts[0].facts == {"city": "Tokyo"}
    assert explain(RULE, number("emile"), NOON).holds


def test_of_who_is_not_known_nothing_is_told(shoppers):
    assert explain(RULE, number("nobody"), NOON) is None


def test_a_consent_is_explained_by_what_was_said(shoppers):
    told = explain({"consent": {"purpose": "marketing", "channel": "email"}}, number("devi"), NOON)

    assert (told.holds, dict(told.facts)) == (False, {"purpose": None, "pause_ends": None})
