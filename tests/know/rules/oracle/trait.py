"""trait: what is known of a person."""

from typing import Any

from tests.know.rules.oracle.meaning import Rule, leaf
from tests.know.rules.oracle.people import At, Somebody
from tests.know.rules.oracle.values import meets


@leaf("trait")
def trait(rule: Rule, person: Somebody, at: At) -> bool:
    return meets(at_path(person.traits, rule["trait"].split(".")), rule, at)


def at_path(json: Any, keys: list[str]) -> Any:
    for key in keys:
        json = json.get(key) if isinstance(json, dict) else None
    return json
