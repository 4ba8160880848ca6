"""Conditions on rewards, as a JSON schema."""

from typing import Any

from polku.doors.api.forms.rule_schema_events import COMPARED
from polku.doors.api.forms.rule_schema_parts import LENGTH, form

_PROGRAM = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1, "description": "A program's number", "examples": [4]}
_RANKS = {
    "type": "array",
    "items": {"type": "string", "maxLength": 200},
    "minItems": 1,
    "maxItems": 12,
    "description": "Keys or names of ranks",
    "examples": [["gold"]],
}

REWARDS: list[dict[str, Any]] = [
    form(
        "has_reward: what somebody has of a program",
        ["has_reward"],
        has_reward=_PROGRAM,
        state={"enum": ["usable", "any"], "description": "Without it, what can be used now", "examples": ["any"]},
    ),
    form(
        "used_reward: how often somebody has used it",
        ["used_reward"],
        used_reward=_PROGRAM,
        count=form("how often", [], **COMPARED) | {"examples": [{"gte": 2}]},
        within=LENGTH,
    ),
    form(
        "balance: how much of it somebody can use",
        ["balance", "amount"],
        balance=_PROGRAM,
        amount=form("how much", [], **COMPARED) | {"examples": [{"gte": 100}]},
    ),
    form("rank: on which step of a ladder somebody stands", ["rank", "in"], rank=_PROGRAM, **{"in": _RANKS}),
]
