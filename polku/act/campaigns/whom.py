"""Whom a campaign is for: one rule, made of the audience and of whoever is taken off it."""

from collections.abc import Sequence
from typing import Any

from polku.act.campaigns.models import Campaign


def audience_rule(campaign: Campaign) -> Any:
    """Without the exclusion: the named segment's rule, or its own."""
    return campaign.segment.rule if campaign.segment is not None else campaign.rule


def rule_of(campaign: Campaign) -> Any:
    """Its audience, less whoever is excluded."""
    return without(audience_rule(campaign), campaign.exclusion)


def without(rule: Any, exclusion: Any) -> Any:
    """Whoever meets the one and not the other; None where there is no audience."""
    return rule if rule is None or exclusion is None else {"all": [rule, {"not": exclusion}]}


def of_segments(numbers: Sequence[int], rest: Any = None) -> Any:
    """The exclusion of everybody in these segments, and of whoever meets the rest; None of nobody."""
    if not numbers:
        return rest
    others = [] if rest is None else rest["any"] if _is_any(rest) else [rest]
    return {"any": [*({"in_segment": number} for number in numbers), *others]}


def parted(exclusion: Any) -> tuple[list[int], Any]:
    """The other way: the segments of an exclusion, and the rest of it, None where there is none."""
    if not _is_any(exclusion):
        return ([exclusion["in_segment"]], None) if _is_segment(exclusion) else ([], exclusion)
    segments = [part["in_segment"] for part in exclusion["any"] if _is_segment(part)]
    others = [part for part in exclusion["any"] if not _is_segment(part)]
    if not segments:
        return [], exclusion
    return segments, {"any": others} if len(others) > 1 else others[0] if others else None


def _is_any(rule: Any) -> bool:
    return isinstance(rule, dict) and set(rule) == {"any"} and isinstance(rule["any"], list)


def _is_segment(rule: Any) -> bool:
    return isinstance(rule, dict) and set(rule) == {"in_segment"} and type(rule["in_segment"]) is int
