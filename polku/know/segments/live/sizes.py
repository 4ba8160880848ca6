"""How many people are in a segment, now and hour by hour."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection

from polku.kit import bulk, columns
from polku.know.segments.live import sql
from polku.know.segments.live.judge import Change
from polku.know.segments.models import Segment, SegmentSize


def grow(changes: Sequence[Change], now: datetime) -> None:
    """Count those who joined and left."""
    joined = Counter(change.segment.id for change in changes if change.is_in)
    left = Counter(change.segment.id for change in changes if not change.is_in)
    rows = [(number, joined[number] - left[number], _for(now)) for number in sorted(joined.keys() | left.keys())]
    with connection.cursor() as cursor:
        bulk.write(cursor, sql.COUNT_ON, rows, vendor=connection.vendor)
    _note(joined, left, now)


def count_anew(now: datetime) -> None:
    """After people were erased: as the columns tell it, which must have come as far as the log."""
    sizes = dict(columns.query(sql.SIZES))
    for row in Segment.objects.filter(size__isnull=False):
        if row.size != sizes.get(row.pk, 0):
            Segment.objects.filter(pk=row.pk).update(size=sizes.get(row.pk, 0))
            _note({row.pk: 0}, {}, now)


def begin(segment: int, size: int, now: datetime) -> None:
    """The size before anybody joined or left; noted also where nobody does."""
    Segment.objects.filter(pk=segment).update(size=size)
    if not SegmentSize.objects.filter(segment=segment).exists():
        _note({segment: 0}, {}, now)


def _note(joined: Mapping[int, int], left: Mapping[int, int], now: datetime) -> None:
    hour = now.replace(minute=0, second=0, microsecond=0)
    numbers = sorted(joined.keys() | left.keys())
    sizes = dict(Segment.objects.filter(pk__in=numbers).values_list("pk", "size"))
    rows = [
        (number, _for(hour), sizes[number] or 0, joined.get(number, 0), left.get(number, 0))
        for number in numbers
        if number in sizes
    ]
    with connection.cursor() as cursor:
        bulk.write(cursor, sql.GREW, rows, vendor=connection.vendor)


def _for(instant: datetime) -> object:
    """As Django writes it, which bulk.write goes past."""
    return connection.ops.adapt_datetimefield_value(instant)
