"""What the schemas of rules are made of."""

from typing import Any

ITSELF = {"$ref": "#/components/schemas/Rule"}
TEXT = {"type": "string", "maxLength": 1_000}
NUMBER = {"type": "number", "minimum": -(2**53), "maximum": 2**53}
VALUE = {"anyOf": [TEXT, NUMBER, {"type": "boolean"}]}
LENGTH = {
    "type": "string",
    "pattern": "^([0-9]{1,4}[smhd]|[0-9]{1,3}w)$",
    "description": "A length of time: 45s, 90m, 12h, 30d, 2w",
    "examples": ["30d"],
}
INSTANT = {"type": "string", "maxLength": 40, "description": "A day or an instant", "examples": ["2026-11-01"]}
_KEY = r"[^\x00.^:\[\]][^\x00.\[\]]{0,99}(\[\])?"
PATH = {"type": "string", "pattern": rf"^{_KEY}(\.{_KEY}){{0,8}}$"}

# A claim about a value, as traits and properties know it.
CLAIM: dict[str, Any] = {
    "op": {
        "enum": [
            *("is", "is_not", "in", "not_in", "contains", "starts_with", "ends_with", "matches"),
            *("gt", "gte", "lt", "lte", "between", "exists", "missing"),
            *("before", "after", "within_last", "within_next", "anniversary_in"),
        ],
        "description": "How it is compared; without it, “is”",
        "examples": ["is"],
    },
    "value": {
        "anyOf": [
            *VALUE["anyOf"],
            {"type": "array", "items": VALUE, "minItems": 1, "maxItems": 10_000},
            {"type": "object", "properties": {"trait": PATH}, "required": ["trait"], "additionalProperties": False},
        ],
        "description": "What it is compared with: as the operator asks for",
        "examples": ["Tokyo"],
    },
    "exact": {"type": "boolean", "description": "Whether upper and lower case differ", "examples": [True]},
    "or_missing": {"type": "boolean", "description": "It holds also where the value is not there", "examples": [True]},
}


def form(title: str, required: list[str], /, **properties: Any) -> dict[str, Any]:
    return {
        "title": title,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
