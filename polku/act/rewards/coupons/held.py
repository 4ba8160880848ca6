"""What a customer sees of their coupons: those that they can use, and for a while those that they cannot any more."""

from collections.abc import Sequence

import msgspec
from django.db.models import Q

from polku.act.rewards.coupons import wallet
from polku.act.rewards.coupons.full import full
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.kit import clock

USABLE, EARLY, USED, OVER, GONE = "usable", "early", "used", "over", "gone"
TODAY, DAY, ALL = "today", "day", "all"  # used as often as it may be: by them today, by everybody today or for good
SHOWN_MS = 60 * clock.DAY_MS  # after it was used, or its time was over
MOST = 200


class Held(msgspec.Struct, frozen=True):
    """`state`: `gone` is taken back, or its program has ended. `used_ms`: the last use that stands."""

    coupon: Coupon
    state: str
    used_ms: int | None = None
    store: str = ""  # where that was

    @property
    def number(self) -> int:
        return self.coupon.lot.pk

    @property
    def ends_ms(self) -> int | None:
        """None for one without an end."""
        return self.coupon.lot.until_ms if self.coupon.lot.until_ms < FOR_EVER_MS else None

    @property
    def is_alive(self) -> bool:
        return self.state in (USABLE, TODAY, DAY, EARLY)


def held(identities: Sequence[int], *, now_ms: int) -> list[Held]:
    """What can be used and ends first, then what will be, then what is over, the newest first."""
    rows = Lot.objects.filter(identity_id__in=identities, until_ms__gt=now_ms - SHOWN_MS)
    kept = Program.objects.filter(kind=Program.Kind.COUPON).values("pk")
    lots = list(rows.filter(program_id__in=kept).order_by("-pk")[:MOST])
    used = _uses([lot.pk for lot in lots if lot.left < 1])
    found = _held([(one, used.get(one.lot.pk)) for one in wallet.read_lots(lots)], now_ms)
    shown = [one for one in found if one.is_alive or (one.used_ms or now_ms) > now_ms - SHOWN_MS]
    return sorted(shown, key=_place)


def one(number: int, identities: Sequence[int], *, now_ms: int) -> Held | None:
    """Of these identities only, however old: somebody else's is none."""
    found = wallet.read_lots(Lot.objects.filter(pk=number, identity_id__in=identities))
    return next(iter(_held([(one, _uses([number]).get(number)) for one in found], now_ms)), None)


def _held(coupons: Sequence[tuple[Coupon, Movement | None]], now_ms: int) -> list[Held]:
    found = [_one(coupon, used, now_ms) for coupon, used in coupons]
    spent = full([one.coupon for one in found if one.state == USABLE], now=clock.from_ms(now_ms))
    return [msgspec.structs.replace(one, state=spent[one.number]) if one.number in spent else one for one in found]


def _one(coupon: Coupon, used: Movement | None, now_ms: int) -> Held:
    lot = coupon.lot
    if lot.left < 1:
        return Held(coupon, USED, used.at_ms, used.store) if used is not None else Held(coupon, GONE)
    if coupon.program.state == Program.State.ENDED:
        return Held(coupon, GONE)
    if lot.until_ms <= now_ms:
        return Held(coupon, OVER, lot.until_ms)
    state = EARLY if lot.from_ms > now_ms else USABLE
    return Held(coupon, state, used.at_ms if used is not None else None, used.store if used is not None else "")


def _uses(numbers: Sequence[int]) -> dict[int, Movement]:
    """Of each lot the last use that was not undone."""
    theirs = Movement.objects.filter(lot__in=numbers).filter(Q(kind=Movement.Kind.USE) | Q(kind=Movement.Kind.BACK))
    rows = list(theirs.order_by("at_ms", "pk"))
    undone = {row.of for row in rows if row.of is not None}
    return {row.lot: row for row in rows if row.kind == Movement.Kind.USE and row.pk not in undone and row.lot}


def _place(one: Held) -> tuple[int, int, int]:
    lot = one.coupon.lot
    if one.state == USABLE:
        return 0, lot.until_ms, lot.pk
    if one.state in (TODAY, DAY, EARLY):
        return 1, lot.from_ms, lot.pk
    return 2, -(one.used_ms or lot.until_ms), lot.pk
