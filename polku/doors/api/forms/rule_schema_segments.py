"""Conditions on segments and scores, as a JSON schema."""

from typing import Any

from polku.know.segments.rfm.classes import CLASSES
from polku.know.segments.rfm.leaf import SCORES

_SCORES = {
    "type": "array",
    "items": {"type": "integer", "minimum": 1, "maximum": 5},
    "minItems": 1,
    "maxItems": 5,
    "description": "Any of these; 5 is the best fifth of all customers",
    "examples": [[4, 5]],
}
_NUMBER = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1, "description": "A segment's number"}
_NAME = {
    "type": "string",
    "pattern": r"^[^\x00]*[^\x00\s][^\x00]*$",
    "maxLength": 200,
    "description": "A segment's name; kept as its number",
    "examples": ["VIP"],
}


def _object(title: str, key: str, form: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": title,
        "type": "object",
        "properties": {key: form},
        "required": [key],
        "additionalProperties": False,
    }


SEGMENTS: list[dict[str, Any]] = [
    _object("in_segment: whoever is in another segment", "in_segment", {"anyOf": [_NUMBER, _NAME]}),
    _object("rfm: a class of customers", "rfm", {"enum": list(CLASSES), "description": "By recency and frequency"}),
    _object(
        "rfm: scores of recency, frequency and spending",
        "rfm",
        {
            "type": "object",
            "properties": dict.fromkeys(SCORES, _SCORES),
            "minProperties": 1,
            "additionalProperties": False,
        },
    ),
]
