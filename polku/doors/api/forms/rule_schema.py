"""Rules as a JSON schema."""

from typing import Any

from polku.doors.api.forms.rule_schema_segments import SEGMENTS
from polku.doors.api.forms.rule_schema_state import STATE

EXAMPLE: dict[str, Any] = {
    "all": [
        {"did": "Order Completed", "within": "30d", "count": {"gte": 2}},
        {"trait": "address.city", "op": "in", "value": ["Tokyo", "Osaka"]},
        {"not": {"did": "Message Opened", "within": "7d"}},
    ]
}

ITSELF = {"$ref": "#/components/schemas/Rule"}
_TEXT = {"type": "string", "maxLength": 1_000}
_TIMES = {"type": "integer", "minimum": 0, "maximum": 1_000_000_000}
_VALUE = {"anyOf": [_TEXT, {"type": "number", "minimum": -(2**53), "maximum": 2**53}, {"type": "boolean"}]}
_TRAIT = {"type": "string", "pattern": r"^[^\x00.^:\[\]][^\x00.\[\]]{0,99}(\.[^\x00.^:\[\]][^\x00.\[\]]{0,99}){0,8}$"}


def _form(title: str, required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "title": title,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


_DID = {
    "did": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "The name of an event",
        "examples": ["Order Completed"],
    },
    "within": {
        "type": "string",
        "pattern": "^([1-9][0-9]{0,3}[smhd]|[1-9][0-9]{0,2}w)$",
        "description": "A length of time up to now: 45s, 90m, 12h, 30d, 2w",
        "examples": ["30d"],
    },
    "count": {
        "description": "How often; without it, at least once",
        "examples": [{"gte": 2}],
        "oneOf": [_form(word, [word], **{word: _TIMES}) for word in ("gte", "lte", "eq")],
    },
}
_TRAIT_OF = {
    "trait": _TRAIT | {"description": "A trait, or a path with dots", "examples": ["address.city"]},
    "exact": {"type": "boolean", "description": "Whether upper and lower case differ"},
}
_PARTS = {"type": "array", "items": ITSELF, "maxItems": 100}

SCHEMA: dict[str, Any] = {
    "title": "Rule",
    "description": "Who is meant: conditions, and groups of them, up to 20 deep and 500 in all (docs/guide/rules.md).",
    "examples": [EXAMPLE],
    "oneOf": [
        _form("all: every one of them", ["all"], all=_PARTS),
        _form("any: at least one of them", ["any"], any=_PARTS),
        _form("not: everybody else", ["not"], **{"not": ITSELF}),
        _form("did: what somebody has done", ["did"], **_DID),
        _form("trait is a value", ["trait", "value"], **_TRAIT_OF, op={"const": "is"}, value=_VALUE),
        _form(
            "trait is one of some values",
            ["trait", "op", "value"],
            **_TRAIT_OF,
            op={"const": "in"},
            value={"type": "array", "items": _VALUE, "minItems": 1},
        ),
        _form("trait is known", ["trait", "op"], **_TRAIT_OF, op={"const": "exists"}),
        *STATE,
        *SEGMENTS,
    ],
}
