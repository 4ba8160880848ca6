"""Priorities on pages: choosing one, and what a campaign would give way to if it went now."""

from datetime import datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.priority import NAMES, name_of
from polku.act.plan.way.ahead import estimates, together
from polku.doors.web.columns_asked import ask
from polku.kit import clock
from polku.say.limits import caps

CHOICES = [
    ("high", pgettext_lazy("priority", "High")),
    ("normal", pgettext_lazy("priority", "Normal")),
    ("low", pgettext_lazy("priority", "Low")),
]


def priority_of(data: Any) -> int:
    return NAMES.get(str(data.get("priority") or ""), NAMES["normal"])


def stored(row: Campaign | None) -> str:
    return name_of(row) if row is not None else "normal"


def choice(data: Any) -> dict[str, Any]:
    """For the form."""
    return {"priorities": CHOICES, "priority": data.get("priority") or "normal", "has_caps": bool(caps.caps())}


def before(row: Campaign, *, at: datetime | None = None) -> dict[str, Any]:
    """For the page before a launch, or of one that is planned for `at`."""
    found = ask(lambda: estimates(row, at=at, now=clock.now())) or []
    return {
        "priority": dict(CHOICES)[name_of(row)],
        "has_caps": bool(caps.caps()),
        "gives_way": found,
        "give_way": ask(lambda: together(found, now=clock.now())) or 0,
    }
