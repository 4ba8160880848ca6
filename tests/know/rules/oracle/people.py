"""People with a history, as the oracle sees them."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class At:
    """When a rule is asked, and in which zone the team lives."""

    now_ms: int
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    own: ZoneInfo | None = None  # the zone of the person of whom it is asked


@dataclass(frozen=True)
class Event:
    """Something that happened, under one of a person's names."""

    name: str
    time_ms: int
    properties: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    under: int = 0  # 0: the person's first name; others were merged into it
    is_late: bool = False  # it arrived after everything else


@dataclass
class Somebody:
    """A person, with events in whatever order they came."""

    name: str
    traits: dict[str, Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
