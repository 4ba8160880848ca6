"""Which audiences are made of a segment."""

from polku.know.segments.models import Segment
from polku.know.segments.uses import Use
from polku.say.channels.line.audiences.models import LineAudience


def of_audiences(segment: Segment) -> list[Use]:
    rows = LineAudience.objects.filter(segment=segment, ended_at__isnull=True, account__ended_at__isnull=True)
    return [Use("line_audience", row.pk, row.account.title) for row in rows.select_related("account").order_by("pk")]
