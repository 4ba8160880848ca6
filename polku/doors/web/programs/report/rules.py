"""The people behind a number as a rule: the beginning of a segment that stays true."""

from collections.abc import Mapping
from typing import Any

from polku.act.rewards.ledger.models import Program
from polku.learn.reports.rewards import ladder, segments

OF_KINDS = segments.COUNTED
STATES: Mapping[str, Mapping[str, str]] = {"given": {"state": "any"}, "open": {}}


def rule_of(row: Program, kind: str, by: str, key: str) -> dict[str, Any]:
    """Empty where no rule says it: then a list of them can be kept."""
    if by == "rank":
        return ladder.rule(row, key)
    if row.kind not in OF_KINDS:
        return {}
    if by == "segment":
        return segments.rule(row, kind, key)
    if by:
        return {}
    if kind == "used":
        return {"used_reward": row.pk}
    if kind == "never":
        return {"all": [{"has_reward": row.pk, "state": "any"}, {"not": {"used_reward": row.pk}}]}
    return {"has_reward": row.pk, **STATES[kind]} if kind in STATES else {}
