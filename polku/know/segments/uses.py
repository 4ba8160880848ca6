"""Where a segment is used. Rooms that use segments say so in flow.USES."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import pgettext

from polku.know.segments.made_of import mentioned
from polku.know.segments.models import Segment


@dataclass(frozen=True)
class Use:
    """Something stands on the segment. `is_past`: it tells what was, and asks for nobody any more."""

    what: str  # "segment", "campaign"
    number: int
    name: str
    is_past: bool = False

    @property
    def what_it_is(self) -> str:
        words = {
            "segment": pgettext("used by", "segment"),
            "campaign": pgettext("used by", "campaign"),
            "line_menu": pgettext("used by", "LINE menu"),
            "line_audience": pgettext("used by", "LINE audience"),
        }
        return words.get(self.what, self.what)


Users = Callable[[Segment], Iterable[Use]]


def of_segments(segment: Segment) -> list[Use]:
    """Other segments in whose rule it stands."""
    others = Segment.objects.exclude(pk=segment.pk).order_by("name", "pk")
    return [
        Use("segment", other.pk, other.name, is_past=other.is_archived)
        for other in others
        if segment.pk in mentioned(other.rule)
    ]


def uses(segment: Segment, users: Iterable[Users]) -> list[Use]:
    """`uses(segment, flow.USES)`."""
    return [use for found in users for use in found(segment)]
