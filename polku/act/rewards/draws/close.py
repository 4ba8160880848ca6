"""Closing: from then on no ticket counts; the list of those that do is frozen, and its sum is published."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from polku.act.rewards.draws import sql, tickets
from polku.act.rewards.draws.models import Draw, DrawEntry
from polku.act.rewards.draws.order import digest, mark, written
from polku.act.rewards.ledger.models import Lot
from polku.kit import bulk, clock
from polku.know.people import find

AT_ONCE = 5_000  # rows in one transaction: the intake waits for the same lock


def close(draw: Draw, terms: int, *, now: datetime) -> None:
    """Of several who close it, one does. What is given at the same instant is in, or is refused."""
    with transaction.atomic():
        locked = Draw.objects.select_for_update().get(pk=draw.pk)
        if locked.closed_ms is None:
            Draw.objects.filter(pk=draw.pk).update(closed_ms=clock.to_ms(now), terms=terms)


def freeze(draw: Draw) -> None:
    """The list of a closed draw. Killed in the middle and begun again, what is there stays and the rest is added."""
    there = set(DrawEntry.objects.filter(program_id=draw.pk).values_list("lot", flat=True))
    rows = sorted(row for row in _rows(draw) if row[3] not in there)
    for start in range(0, len(rows), AT_ONCE):
        with transaction.atomic(), connection.cursor() as cursor:
            bulk.write(cursor, sql.FREEZE, rows[start : start + AT_ONCE], vendor=connection.vendor)
    found = lines(draw.pk)
    Draw.objects.filter(pk=draw.pk, digest="").update(digest=digest(written(found)), entries=len(found))


def lines(program_id: int) -> list[str]:
    """The list as everybody sees it."""
    rows = DrawEntry.objects.filter(program_id=program_id).values_list("mark", "person")
    return sorted(f"{ticket} {person}" for ticket, person in rows.iterator(AT_ONCE))


def _rows(draw: Draw) -> Iterator[tuple[int, str, str, int, int]]:
    lots = list(Lot.objects.filter(program_id=draw.pk, left__gt=0).values_list("pk", "identity_id"))
    profiles = find.profile_ids({identity for _lot, identity in lots})
    marks = {lot: mark(draw.salt, tickets.code_of(lot)) for lot, _identity in lots}
    first: dict[int, str] = {}
    for lot, identity in lots:
        person = profiles.get(identity, identity)
        first[person] = min(marks[lot], first.get(person, marks[lot]))
    for lot, identity in lots:
        yield draw.pk, marks[lot], first[profiles.get(identity, identity)], lot, identity
