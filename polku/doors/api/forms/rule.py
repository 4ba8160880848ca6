"""The form of rules for the documentation. What exactly is wrong with one is told by know/rules, in sentences."""

from typing import Annotated, Any

from pydantic import WithJsonSchema

from polku.doors.api.forms.rule_schema import ITSELF, SCHEMA

# Rules hold rules, which classes of forms cannot say: `describe` puts the reference in the place of this.
RULE = {"type": "object", "x-form": "Rule"}
Rule = Annotated[dict[str, Any], WithJsonSchema(RULE)]


def describe(described: dict[str, Any]) -> None:
    """Put the form of rules into a description of the interface, wherever a rule stands."""
    described["components"]["schemas"]["Rule"] = SCHEMA
    described["components"] = _referring(described["components"])


def _referring(node: Any) -> Any:
    if isinstance(node, list):
        return [_referring(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _referring(inner) for key, inner in node.items() if key != "x-form"}
    return {**{key: kept[key] for key in kept if key != "type"}, **ITSELF} if "x-form" in node else kept
