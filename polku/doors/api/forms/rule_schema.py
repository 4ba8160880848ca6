"""Rules as a JSON schema: which words a condition has. Which go together is told by know/rules, in sentences."""

from typing import Any

from polku.doors.api.forms.rule_schema_events import EVENTS
from polku.doors.api.forms.rule_schema_parts import CLAIM, ITSELF, PATH, form
from polku.doors.api.forms.rule_schema_rewards import REWARDS
from polku.doors.api.forms.rule_schema_segments import SEGMENTS
from polku.doors.api.forms.rule_schema_state import STATE

__all__ = ["EXAMPLE", "ITSELF", "SCHEMA"]

EXAMPLE: dict[str, Any] = {
    "all": [
        {"did": "Order Completed", "within": "30d", "count": {"gte": 2}},
        {"trait": "address.city", "op": "in", "value": ["Tokyo", "Osaka"]},
        {"not": {"did": "Message Opened", "within": "7d"}},
    ]
}
_PARTS = {"type": "array", "items": ITSELF, "maxItems": 100}

SCHEMA: dict[str, Any] = {
    "title": "Rule",
    "description": "Who is meant: conditions, and groups of them, up to 100 deep and 500 in all (docs/guide/rules.md).",
    "examples": [EXAMPLE],
    "oneOf": [
        form("all: every one of them", ["all"], all=_PARTS),
        form("any: at least one of them", ["any"], any=_PARTS),
        form("not: everybody else", ["not"], **{"not": ITSELF}),
        form(
            "trait: what is known of somebody",
            ["trait"],
            trait=PATH | {"description": "A trait, or a path with dots", "examples": ["address.city"]},
            **CLAIM,
        ),
        *EVENTS,
        *STATE,
        *SEGMENTS,
        *REWARDS,
    ],
}
