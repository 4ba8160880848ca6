"""How a campaign was asked to go: kept with a request for approval, so that it goes like that once it is approved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from polku.act.plan.rhythm import Rhythm, stored, to_store

NOW: dict[str, Any] = {"when": "now"}
DUE: dict[str, Any] = {"when": "due"}  # it is planned, its time has come, and it is held for the approval alone


@dataclass(frozen=True)
class How:
    """`when`: now, due, at or again."""

    when: str
    at: datetime | None = None
    rhythm: Rhythm | None = None
    late_hours: int = 0
    is_early: bool = False


def at(instant: datetime, *, late_hours: int, is_early: bool) -> dict[str, Any]:
    return {"when": "at", "at": instant.isoformat(), "late_hours": late_hours, "is_early": is_early}


def again(rhythm: Rhythm, *, late_hours: int) -> dict[str, Any]:
    return {"when": "again", "rhythm": to_store(rhythm), "late_hours": late_hours}


def read(kept: dict[str, Any]) -> How:
    instant, rhythm = kept.get("at"), kept.get("rhythm")
    return How(
        kept["when"],
        datetime.fromisoformat(instant) if instant else None,
        stored(rhythm) if rhythm else None,
        kept.get("late_hours", 0),
        kept.get("is_early", False),
    )
