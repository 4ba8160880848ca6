"""Which menus are for a segment."""

from polku.know.segments.models import Segment
from polku.know.segments.uses import Use
from polku.say.channels.line.menus.models import LineMenu


def of_menus(segment: Segment) -> list[Use]:
    rows = LineMenu.objects.filter(segment=segment, ended_at__isnull=True).order_by("pk")
    return [Use("line_menu", row.pk, row.title) for row in rows]
