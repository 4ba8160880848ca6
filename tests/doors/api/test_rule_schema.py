"""The description of the API knows every rule that polku itself writes or shows."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from polku.doors.api.forms.rule_schema import SCHEMA
from polku.know.rules.condition import LEAVES

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "rules.md").read_text()
WHOLE = {"$ref": "#/components/schemas/Rule", "components": {"schemas": {"Rule": SCHEMA}}}
WORDS = {"all", "any", "not"}


def shown() -> list[dict[str, Any]]:
    """The guide's examples that are whole conditions."""
    found = []
    for text in re.findall(r"`(\{[^`]*\})`", GUIDE):
        try:
            rule = json.loads(text)
        except ValueError:
            continue  # shortened with …
        found.append(rule)
    return [rule for rule in found if {*rule} & {*WORDS, *LEAVES}]


def fits(rule: object) -> bool:
    return bool(jsonschema_rs.is_valid(WHOLE, rule))


def test_every_example_of_the_guide_fits() -> None:
    rules = shown()

    assert len(rules) > 20
    assert [rule for rule in rules if not fits(rule)] == []


def test_every_condition_is_described() -> None:
    described = {key for form in SCHEMA["oneOf"] for key in form["required"][:1]}

    assert described == {*WORDS, *LEAVES}


@pytest.mark.parametrize(
    "rule", [{}, {"did": ""}, {"did": "A", "whithin": "3d"}, {"sample": 10}, {"reachable": "pigeon"}, {"all": {}}]
)
def test_what_is_no_rule_does_not_fit(rule: object) -> None:
    assert not fits(rule)
