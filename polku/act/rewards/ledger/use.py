"""Using what somebody has, and undoing that."""

from collections.abc import Collection, Sequence

import msgspec
from django.db import IntegrityError, connection, transaction

from polku.act.rewards.ledger import budget, limits, sql
from polku.act.rewards.ledger.limits import Full, Limit
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.taking import Held, Taking, take_each
from polku.act.rewards.ledger.told import tell_each, tell_of
from polku.act.rewards.ledger.written import movement, taken_of, told


class NothingLeft(Exception):
    """It has been used, withdrawn, or it holds no more; or not yet."""


class NotUndone(Exception):
    """It was no use, or it has been undone already."""


class Use(msgspec.Struct, frozen=True):
    """Who used what for how much, where. `limits`: of this use; each counts as one, whatever the amount.

    `money_minor`: what it took off; `beside_minor`: what it cost beside that. `asked_ms`: the instant at which it may
    not be over; None: now.
    """

    cause: str
    amount: int = 1
    money_minor: int = 0
    currency: str = ""
    store: str = ""
    by: str = ""
    limits: Sequence[Limit] = ()
    asked_ms: int | None = None
    beside_minor: int = 0


def use(program: Program, lot: Lot, wanted: Use, *, now_ms: int) -> Movement:
    """Take so much from one lot. Raises NothingLeft and limits.Full; then nothing has happened.

    Of any number who try at the same instant, as many get it as there is.
    """
    [made] = use_each([(program, lot.pk, wanted)], now_ms=now_ms)
    if isinstance(made, Exception):
        raise made
    return made


@transaction.atomic
def use_each(asked: Sequence[tuple[Program, int, Use]], *, now_ms: int) -> list[Movement | NothingLeft | Full]:
    """Of these lots, by their numbers, in this order: what each got, or why nothing."""
    wanted = [Taking(lot, one.amount, program.pk, one.limits, one.asked_ms) for program, lot, one in asked]
    taken = take_each(wanted, now_ms=now_ms)
    made = [
        got if isinstance(got, Full) else _made(got, Movement.Kind.USE, one, now_ms=now_ms) if got else NothingLeft()
        for (_program, _lot, one), got in zip(asked, taken, strict=True)
    ]
    written = [one for one in made if isinstance(one, Movement)]
    Movement.objects.bulk_create(written)
    programs = {program.pk: program for program, _lot, _use in asked}
    tell_each([(programs[one.program_id], told(one)) for one in written], now_ms=now_ms)
    budget.spend((programs[one.program_id], one.money_minor + one.beside_minor) for one in written)
    return made


@transaction.atomic
def spend(
    program: Program,
    identities: Sequence[int],
    wanted: Use,
    *,
    among: Collection[int] | None = None,
    now_ms: int,
) -> list[Movement]:
    """Take so much of whatever these identities (of one person) have, what ends first before the rest. `among`: of
    these lots only.

    One movement a lot. Raises NothingLeft where it is too little, and limits.Full.
    """
    holding = Lot.objects.filter(program_id=program.pk, identity_id__in=identities, left__gt=0)
    if among is not None:
        holding = holding.filter(pk__in=among)
    # Whoever else spends of them waits here; on SQLite, where the transaction began.
    lots = holding.filter(from_ms__lte=now_ms, until_ms__gt=now_ms).order_by("pk").select_for_update()
    first = sorted(lots, key=lambda lot: (lot.until_ms, lot.pk))
    made = list[Movement]()
    for lot, taken in taken_of(first, wanted.amount, sql.TAKE, now_ms, now_ms):
        share = msgspec.structs.replace(wanted, amount=taken, money_minor=0 if made else wanted.money_minor)
        made.append(_made(lot, Movement.Kind.USE, share, part=len(made), now_ms=now_ms))
    if sum(one.amount for one in made) < wanted.amount:
        raise NothingLeft
    limits.take(program.pk, wanted.limits)
    Movement.objects.bulk_create(made)
    tell_of(program, [told(one) for one in made], now_ms=now_ms)
    budget.spend([(program, wanted.money_minor)])
    return made


@transaction.atomic
def undo(
    program: Program, used: Movement, *, cause: str, by: str = "", scopes: Sequence[str] = (), now_ms: int
) -> Movement:
    """Give back what a use has taken, with the limits it counted in. Raises NotUndone."""
    if used.kind != Movement.Kind.USE or used.lot is None:
        raise NotUndone
    lot = Lot.objects.get(pk=used.lot)
    back = Use(cause, used.amount, used.money_minor, used.currency, used.store, by, beside_minor=used.beside_minor)
    try:
        with transaction.atomic():
            made = _made(lot, Movement.Kind.BACK, back, part=used.part, now_ms=now_ms, of=used.pk)
            made.save(force_insert=True)
    except IntegrityError as problem:
        raise NotUndone from problem
    with connection.cursor() as cursor:
        cursor.execute(sql.PUT_BACK, [used.amount, lot.pk])
    limits.put_back(program.pk, scopes)
    tell_of(program, [told(made)], now_ms=now_ms)
    budget.spend([(program, -used.money_minor - used.beside_minor)])
    return made


def _made(lot: Lot | Held, kind: str, what: Use, *, part: int = 0, now_ms: int, of: int | None = None) -> Movement:
    return movement(
        lot,
        kind,
        what.amount,
        cause=what.cause,
        part=part,
        at_ms=now_ms,
        of=of,
        money_minor=what.money_minor,
        beside_minor=what.beside_minor,
        currency=what.currency,
        store=what.store,
        by=what.by,
    )
