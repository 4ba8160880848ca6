"""What was done at a store today, the newest first."""

from collections.abc import Collection
from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec
from django.conf import settings

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.till.customer import first_name
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.told import near
from polku.kit import clock
from polku.know.people import find
from polku.know.places.models import Store
from polku.know.teams.begin import the_team

MOST = 200


class DoneToday(msgspec.Struct, frozen=True):
    act: int
    kind: str
    at_ms: int
    told_ms: int | None
    by: str
    first_name: str
    program: str  # its name
    is_discount: bool
    amount: int
    money_minor: int
    currency: str
    is_undone: bool
    can_undo: bool
    of: int | None


def today(teller: Teller, *, store: str, now: datetime, most: int = MOST) -> list[DoneToday]:
    """From midnight on by the store's clock. Raises TillProblem."""
    store = teller.at(store)
    teller.only_at(store)
    rows = list(
        TillAct.objects.filter(store=store, at_ms__gte=_midnight_ms(store, now)).order_by("-at_ms", "-pk")[:most]
    )
    return told(rows, teller, now=now)


def told(rows: Collection[TillAct], teller: Teller, *, now: datetime) -> list[DoneToday]:
    owners = find.profile_ids({row.identity_id for row in rows})
    people = find.profiles(owners.values())
    programs = Program.objects.in_bulk({row.program_id for row in rows if row.program_id is not None})
    undone = set(TillAct.objects.filter(of__in=[row.pk for row in rows]).values_list("of", flat=True))
    since_ms = clock.to_ms(now) - settings.TILL_UNDO_MIN * clock.MINUTE_MS
    return [
        DoneToday(
            act=row.pk,
            kind=row.kind,
            at_ms=row.at_ms,
            told_ms=near(row.told_ms, row.at_ms),
            by=row.by,
            first_name=first_name(profile) if (profile := people.get(owners.get(row.identity_id, 0))) else "",
            program=programs[row.program_id].name if row.program_id in programs else "",
            is_discount=row.program_id in programs and programs[row.program_id].kind == Program.Kind.DISCOUNT,
            amount=row.amount,
            money_minor=row.money_minor,
            currency=row.currency,
            is_undone=row.pk in undone,
            can_undo=teller.may_undo and row.of is None and row.pk not in undone and row.at_ms >= since_ms,
            of=row.of,
        )
        for row in rows
    ]


def _midnight_ms(store: str, now: datetime) -> int:
    known = Store.objects.filter(key=store).first() if store else None
    zone = ZoneInfo((known.time_zone if known is not None else "") or the_team().time_zone or "UTC")
    return clock.to_ms(datetime.combine(now.astimezone(zone).date(), time(), zone))
