"""Looking back: what of the trail fits a question."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from polku.know.teams.models import TrailEntry
from polku.know.teams.trail import THEMSELVES


@dataclass(frozen=True)
class Question:
    """Empty fields ask for everything. `who`: a member's number, "keys" or "polku"; `subject`: "campaign:12"."""

    who: str = ""
    action: str = ""
    kind: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None  # exclusive


def entries(asked: Question) -> QuerySet[TrailEntry]:
    """The newest first."""
    found = TrailEntry.objects.select_related("member", "key").order_by("-id")
    if asked.who == "keys":
        found = found.filter(key__isnull=False)
    elif asked.who == "polku":
        found = found.filter(key__isnull=True, member__isnull=True).exclude(who=THEMSELVES)
    elif asked.who.isdecimal():
        found = found.filter(member_id=int(asked.who))
    kind, colon, number = asked.subject.partition(":")
    given = {
        "action": asked.action,
        "kind": kind if colon else asked.kind,
        "number": number,
        "at__gte": asked.since,
        "at__lt": asked.until,
    }
    return found.filter(**{name: value for name, value in given.items() if value})


def actions() -> list[str]:
    """Those that the trail knows."""
    return list(TrailEntry.objects.order_by("action").values_list("action", flat=True).distinct())


def kinds() -> list[str]:
    """Kinds of subjects that the trail knows."""
    return list(TrailEntry.objects.order_by("kind").values_list("kind", flat=True).distinct())
