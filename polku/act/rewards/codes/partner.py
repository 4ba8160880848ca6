"""Codes that a partner has made: imported, and each given to one person, once."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.db import connection

from polku.act.rewards.codes.models import PartnerCode
from polku.act.rewards.codes.typed import plain
from polku.kit import bulk

LONGEST = 80
LOW = 10  # percent of all that were imported
# In their order; PostgreSQL passes over those that somebody else is taking. Index reward_partner_code_free.
FREE = "SELECT id FROM reward_partner_code WHERE program_id = %s AND lot IS NULL ORDER BY id LIMIT %s {lock}"
# Each of these codes is now of this lot. Primary key. {rows}: (%s, %s), …
TAKE = """
UPDATE reward_partner_code SET lot = v.column2 FROM (VALUES {rows}) AS v
WHERE reward_partner_code.id = v.column1 AND reward_partner_code.lot IS NULL
"""
# Unless the program has it already. {rows}: (%s, %s, %s, %s), …
KEEP = """
INSERT INTO reward_partner_code (program_id, code, folded, at_ms) VALUES {rows}
ON CONFLICT (folded, program_id) DO NOTHING
"""


class Brought(msgspec.Struct, frozen=True):
    """What became of lines: `twice` in this file, `known` from an earlier one, `blank`, `wrong`: too long."""

    new: int
    twice: int
    known: int
    blank: int
    wrong: int


class Stock(msgspec.Struct, frozen=True):
    total: int
    free: int

    @property
    def is_low(self) -> bool:
        return self.total > 0 and self.free * 100 <= self.total * LOW


def bring_in(program_id: int, lines: Iterable[str], *, now_ms: int) -> Brought:
    """One code a line; of a table its first column."""
    fresh: dict[str, str] = {}
    twice = blank = wrong = 0
    for line in lines:
        code = line.strip().strip("\ufeff\"'").strip()
        if not code:
            blank += 1
        elif len(code) > LONGEST or not code.isprintable():
            wrong += 1
        elif folded(code) in fresh:
            twice += 1
        else:
            fresh[folded(code)] = code
    rows = [(program_id, code, key, now_ms) for key, code in fresh.items()]
    with connection.cursor() as cursor:
        new = bulk.write(cursor, KEEP, rows, vendor=connection.vendor) if rows else 0
    return Brought(new, twice, len(fresh) - new, blank, wrong)


def folded(code: str) -> str:
    """As it is kept to be compared."""
    return plain(code)[:LONGEST]


def free(program_id: int, most: int) -> list[int]:
    """So many that nobody has, held until the caller's transaction is over."""
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(FREE.format(lock=lock), [program_id, most])
        return [number for (number,) in cursor.fetchall()]


def take(codes: Sequence[int], lots: Sequence[int]) -> None:
    """The first code for the first lot, and so on."""
    with connection.cursor() as cursor:
        bulk.write(cursor, TAKE, list(zip(codes, sorted(lots), strict=False)), vendor=connection.vendor)


def of_lots(lots: Sequence[int]) -> Mapping[int, str]:
    if not lots:
        return {}
    rows = PartnerCode.objects.filter(lot__in=lots).values_list("lot", "code")
    return {lot: code for lot, code in rows if lot is not None}


def lots_of(code: str) -> list[int]:
    """Who was given it, however it was typed: partners of two programs may have the same one. The newest first."""
    forms = {folded(code), code.strip().casefold()}  # one that is the same as another of its program is kept as it is
    given = PartnerCode.objects.filter(folded__in=forms, lot__isnull=False).order_by("-lot")
    return [lot for lot in given.values_list("lot", flat=True)[:20] if lot is not None]


def stock(program_id: int) -> Stock:
    theirs = PartnerCode.objects.filter(program_id=program_id)
    return Stock(theirs.count(), theirs.filter(lot__isnull=True).count())


def has_free(program_id: int) -> bool:
    return PartnerCode.objects.filter(program_id=program_id, lot__isnull=True).exists()


def low() -> list[tuple[int, Stock]]:
    """Programs whose codes run out."""
    numbers = PartnerCode.objects.order_by().values_list("program_id", flat=True).distinct()
    return [(number, found) for number in numbers if (found := stock(number)).is_low]
