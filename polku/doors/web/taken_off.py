"""The composer's second question: who of the audience gets nothing, by exclusion or to see what the message brings."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.whom import of_segments, parted
from polku.doors.web.columns_asked import ask
from polku.doors.web.paging import whole_number
from polku.kit import clock
from polku.know.rules import ask as rules
from polku.know.rules.condition import RuleError
from polku.know.segments.models import Segment
from polku.know.segments.segments import current_segments
from polku.know.segments.words import in_words


@dataclass(frozen=True)
class TakenOff:
    """`rest`: what a program excludes by other conditions than segments; it stays unless it is unticked."""

    segments: list[int]
    rest: Any
    has_rest: bool
    percent: str  # as it was typed

    @property
    def exclusion(self) -> Any:
        return of_segments(self.segments, self.rest if self.has_rest else None)

    @property
    def in_words(self) -> str:
        """What the program excludes."""
        return in_words(self.rest) if self.rest is not None else ""

    def choices(self) -> list[Segment]:
        """Those that can be ticked, and those that are, also from the archive: nothing is dropped unseen."""
        among = Q(pk__in=current_segments().values("pk")) | Q(pk__in=self.segments)
        return list(Segment.objects.filter(among).order_by("name", "pk"))


def taken_off(sent: QueryDict | None, row: Campaign | None) -> TakenOff:
    """As the form has it, or as it is kept."""
    segments, rest = parted(row.exclusion if row else None)
    if sent is None or "holdout" not in sent:
        return TakenOff(segments, rest, rest is not None, str(row.holdout_percent if row else 0))
    ticked = [number for text in sent.getlist("excluded") if (number := whole_number(text)) is not None]
    return TakenOff(ticked, rest, rest is not None and "exclusion_rest" in sent, str(sent["holdout"]).strip() or "0")


def how_many(rule: object, exclusion: object, left: int) -> int | None:
    """How many people an exclusion takes off an audience of whom so many are left."""
    if exclusion is None:
        return 0
    try:
        whole = ask(lambda: rules.count(rule, clock.now()))
    except RuleError:
        return None
    return None if whole is None else max(0, whole - left)
