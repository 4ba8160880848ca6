"""What somebody owes: points of a purchase that was given back, and that they had spent. What they get next pays it."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Counter, Lot, Program
from polku.act.rewards.ledger.take_back import held, take_back
from polku.kit import bulk, ids

SCOPE = "debt:"  # and whose
OF_GIFTS = "owed-gift:"  # and whose: what they ever owed for gifts, paid or not; of orders their own rows say it
WITHOUT_END = 2**62
DEBTS = "scope, count"
DEBTS_FROM = "reward_counter WHERE program_id = {program} AND count > 0 AND scope {{among}}"


def owe(program: Program, identity: int, amount: int) -> None:
    """Within the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(sql.COUNT, [program.pk, f"{SCOPE}{identity}", amount, WITHOUT_END])


def owe_for_gift(program: Program, identity: int, amount: int) -> None:
    owe(program, identity, amount)
    with connection.cursor() as cursor:
        cursor.execute(sql.COUNT, [program.pk, f"{OF_GIFTS}{identity}", amount, WITHOUT_END])


def owed(program_id: int, identities: Sequence[int]) -> Mapping[int, int]:
    """By identity; who owes nothing is left out."""
    scopes = [f"{SCOPE}{identity}" for identity in sorted(identities)]
    source = DEBTS_FROM.format(program=int(program_id))
    with connection.cursor() as cursor:
        rows = bulk.ask(cursor, DEBTS, source, keys=scopes, vendor=connection.vendor)
    return {int(scope.removeprefix(SCOPE)): count for scope, count in rows}


def is_any(program_id: int) -> bool:
    debts = Counter.objects.filter(program_id=program_id, scope__gte=SCOPE, scope__lt="debt;", count__gt=0)
    return debts.exists()


def pay(program: Program, identities: Sequence[int], *, now_ms: int) -> int:
    """Of one person, within the caller's transaction: what they hold pays what they owe. Returns how much it was.

    What can be used latest pays first: whatever can be used now is left to them as long as there is other.
    """
    debts = owed(program.pk, identities)
    if not debts:
        return 0
    # Lots before debts, here and where one is made: two never wait for each other.
    lots = in_turn(held(program.pk, identities, now_ms=now_ms))
    paid = 0
    for identity, amount in sorted(debts.items()):
        wanted = min(amount, sum(lot.left for lot in lots))
        if not wanted or not _less(program.pk, identity, wanted):
            continue
        cause = f"debt/{program.pk}/{ids.new_id()}"
        paid += take_back(program, lots, wanted, cause=cause, now_ms=now_ms)
    return paid


def in_turn(lots: Iterable[Lot]) -> list[Lot]:
    """As they pay: what can be used latest before the rest."""
    return sorted(lots, key=lambda lot: (-lot.from_ms, lot.until_ms, lot.pk))


def _less(program_id: int, identity: int, amount: int) -> bool:
    """False: somebody else has paid some of it just now, and the rest waits for the next time."""
    with connection.cursor() as cursor:
        cursor.execute(sql.COUNT_BACK, [amount, program_id, f"{SCOPE}{identity}", amount])
        return bool(cursor.rowcount == 1)
