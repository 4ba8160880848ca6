"""Conditions on what stands in an event; those that begin with the same list are about one element of it."""

from typing import Any

from tests.know.rules.oracle.people import At, Event
from tests.know.rules.oracle.trait import at_path
from tests.know.rules.oracle.values import Claim, is_there, meets, meets_alone

LIST = "[]"


def all_hold(event: Event, where: list[Claim], at: At) -> bool:
    json = {"prop": event.properties, "context": event.context}
    return _all_hold(json, [(_steps(claim), claim) for claim in where], at)


def values_at(event: Event, measure: dict[str, Any]) -> list[Any]:
    """Everything that stands at a path. A list is no value: its elements are, where the path says []."""
    key = "of" if "of" in measure else "context"
    found: list[Any] = [event.properties if key == "of" else event.context]
    for part in measure[key].replace(LIST, f".{LIST}").split("."):
        if part == LIST:
            found = [element for each in found if isinstance(each, list) for element in each]
        else:
            found = [at_path(each, [part]) for each in found]
    return [each for each in found if each is not None and not isinstance(each, list | dict)]


def _steps(claim: Claim) -> list[str]:
    key = "prop" if "prop" in claim else "context"
    return [key, *claim[key].replace(LIST, f".{LIST}").split(".")]


def _all_hold(json: Any, conditions: list[tuple[list[str], Claim]], at: At) -> bool:
    groups: dict[tuple[str, ...], list[tuple[list[str], Claim]]] = {}
    for steps, claim in conditions:
        if not steps:
            if not meets_alone(json, claim, at):
                return False
        elif LIST not in steps:
            if not meets(at_path(json, steps), claim, at):
                return False
        else:
            split = steps.index(LIST) + 1
            end = "a value" if split == len(steps) else "an object"
            groups.setdefault((end, *steps[: split - 1]), []).append((steps[split:], claim))
    for (end, *keys), inner in groups.items():
        elements = at_path(json, list(keys))
        if not isinstance(elements, list):
            return False
        if end == "an object":
            elements = [element for element in elements if isinstance(element, dict) and is_there(element)]
        if not any(_all_hold(element, inner, at) for element in elements):
            return False
    return True
