"""Whether a request to one of LINE's endpoints has the form that it must have."""

from functools import cache
from typing import Any

from polku.lab.line.schema.checks import Check
from polku.lab.line.schema.compile import Compiler, schema
from polku.lab.line.schema.faults import Faults, name_of


@cache
def _compiler() -> Compiler:
    return Compiler()


@cache
def body_check(operation: str) -> Check | None:
    """The check of the JSON body of "POST /v2/bot/message/push"; None where it has none."""
    body = schema()["operations"].get(operation, {}).get("body", {})
    return _compiler().of(body["application/json"]) if "application/json" in body else None


@cache
def parameter_checks(operation: str) -> list[tuple[str, bool, str, Check]]:
    """(name, needed, type, check) of the parameters of the query."""
    given = schema()["operations"].get(operation, {}).get("parameters", [])
    return [
        (one["name"], one["required"], _type(one["schema"]), _compiler().of(one["schema"]))
        for one in given
        if one["in"] == "query"
    ]


def check_body(operation: str, value: Any) -> Faults:
    faults = Faults()
    if check := body_check(operation):
        check(value, None, faults)
    for place in faults.unknown:
        if ".contents" in name_of(place):  # in Flex, where LINE is strict; elsewhere it passes over them
            faults.add(place, "unknown field")
    return faults


def check_query(operation: str, query: dict[str, list[str]]) -> Faults:
    faults = Faults()
    for name, is_needed, kind, check in parameter_checks(operation):
        given = query.get(name)
        if not given:
            if is_needed:
                faults.add((None, name), "May not be empty")
            continue
        check(_value(given, kind), (None, name), faults)
    return faults


def _type(node: dict[str, Any]) -> str:
    if "ref" in node:
        return _type(schema()["schemas"][node["ref"]])
    return str(node.get("type", "string"))


def _value(given: list[str], kind: str) -> Any:
    """A parameter's text as what it should be; the check tells where it is not."""
    text = given[0]
    if kind == "array":
        return given
    if kind == "integer" and text.lstrip("-").isdecimal():
        return int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
