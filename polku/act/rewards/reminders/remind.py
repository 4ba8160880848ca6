"""The event Coupon Expiring, so many days before a coupon ends that could still be used."""

from datetime import datetime

from django.db import connection, transaction

from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.reminders import sql
from polku.act.rewards.reminders.models import Reminded
from polku.kit import bulk, clock, ids
from polku.know.events.append import News, tell

PART = 5_000
DAY_MS = 24 * clock.HOUR_MS
FOR_EVER = 2**62  # behind every lot that ends at an instant


def tick(now: datetime) -> int:
    """Returns how many were told of."""
    begun = Program.objects.filter(kind=Program.Kind.COUPON, state__in=(Program.State.LIVE, Program.State.PAUSED))
    rows = Terms.objects.filter(program__in=begun).select_related("program")
    return sum(_of_terms(row, int(days), now) for row in rows if (days := row.terms.get("remind_days")))


def _of_terms(row: Terms, days: int, now: datetime) -> int:
    """Those of these terms that end within so many days, from where it was told of last."""
    now_ms = clock.to_ms(now)
    bound_ms, told = now_ms + days * DAY_MS, 0
    place, _new = Reminded.objects.get_or_create(
        program=row.program, terms=row.number, defaults={"until_ms": bound_ms, "lot": FOR_EVER}
    )
    while bound_ms > place.until_ms:
        with transaction.atomic():
            place = Reminded.objects.select_for_update().get(pk=place.pk)
            lots = _due(place, max(place.until_ms, now_ms), bound_ms)
            _tell(row.program, lots, now_ms)
            told += len(lots)
            is_all = len(lots) < PART
            place.until_ms, place.lot = (bound_ms, FOR_EVER) if is_all else (lots[-1][2], lots[-1][0])
            place.save()
    return told


def _due(place: Reminded, since_ms: int, bound_ms: int) -> list[tuple[int, int, int]]:
    lot = place.lot if since_ms == place.until_ms else FOR_EVER
    with connection.cursor() as cursor:
        cursor.execute(sql.ENDING, [since_ms, bound_ms, since_ms, lot, place.program_id, place.terms, PART])
        return list(cursor.fetchall())


def _tell(program: Program, lots: list[tuple[int, int, int]], now_ms: int) -> None:
    with connection.cursor() as cursor:
        wanted = sorted({identity for _lot, identity, _until in lots})
        rows = bulk.ask(cursor, "id, kind, value", "identity WHERE id {among}", keys=wanted, vendor=connection.vendor)
    names = {number: (kind, value) for number, kind, value in rows}
    about = {"program_id": program.pk, "program": program.name}
    news = [
        News(
            "Coupon Expiring",
            names[identity],
            f"reward:expiring:{lot}",
            about | {"grant": ids.public(lot), "ends_ms": until_ms},
            now_ms,
        )
        for lot, identity, until_ms in lots
        if identity in names
    ]
    tell(news, now_ms=now_ms)
