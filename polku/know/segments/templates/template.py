"""What a template is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Rule = dict[str, Any]


@dataclass(frozen=True)
class Template:
    key: str
    name: Promise
    description: Promise
    rule: Rule


@dataclass(frozen=True)
class ByChannels:
    """One whose rule is made for the channels that there are; None where it makes no sense for so few."""

    key: str
    name: Promise
    description: Promise
    rule_for: Callable[[Sequence[str]], Rule | None]
