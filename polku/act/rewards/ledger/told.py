"""Every movement is an event."""

from collections.abc import Sequence

import msgspec
from django.db import connection

from polku.act.rewards.ledger.models import Movement, Program
from polku.kit import bulk, ids
from polku.know.events.append import News, tell

_K, _M = Program.Kind, Movement.Kind
NAMES: dict[tuple[str, str], str] = {
    (_K.COUPON, _M.GRANT): "Coupon Issued",
    (_K.COUPON, _M.USE): "Coupon Redeemed",
    (_K.COUPON, _M.BACK): "Coupon Given Back",
    (_K.COUPON, _M.WITHDRAWN): "Coupon Withdrawn",
    (_K.COUPON, _M.EXPIRED): "Coupon Expired",
    (_K.STAMPS, _M.GRANT): "Stamp Granted",
    (_K.STAMPS, _M.USE): "Stamps Used",
    (_K.STAMPS, _M.BACK): "Stamps Given Back",
    (_K.STAMPS, _M.WITHDRAWN): "Stamps Withdrawn",
    (_K.STAMPS, _M.EXPIRED): "Stamps Expired",
    (_K.POINTS, _M.GRANT): "Points Earned",
    (_K.POINTS, _M.USE): "Points Spent",
    (_K.POINTS, _M.BACK): "Points Given Back",
    (_K.POINTS, _M.WITHDRAWN): "Points Reversed",
    (_K.POINTS, _M.EXPIRED): "Points Expired",
    # A discount is given and used in one: only that it was used is told, and that this was undone.
    (_K.DISCOUNT, _M.USE): "Discount Applied",
    (_K.DISCOUNT, _M.BACK): "Discount Undone",
    (_K.DRAW, _M.GRANT): "Draw Entered",
    (_K.DRAW, _M.USE): "Ticket Used",
    (_K.DRAW, _M.BACK): "Ticket Given Back",
    (_K.DRAW, _M.WITHDRAWN): "Ticket Withdrawn",
    (_K.DRAW, _M.EXPIRED): "Ticket Expired",
}


class Moved(msgspec.Struct, frozen=True, gc=False):
    """What an event says of a movement."""

    identity_id: int
    kind: str
    grant: int
    amount: int
    key: str
    money_minor: int = 0
    currency: str = ""
    store: str = ""
    use: int = 0  # of a use and of what undoes it: the use's number
    from_ms: int = 0  # of a grant: between which instants it holds; 0: for good
    until_ms: int = 0
    code: str = ""


def tell_of(program: Program, moved: Sequence[Moved], *, now_ms: int) -> None:
    """Within the caller's transaction. Who has been erased meanwhile is nobody of whom anything could be told."""
    tell_each([(program, one) for one in moved], now_ms=now_ms)


def tell_each(moved: Sequence[tuple[Program, Moved]], *, now_ms: int) -> None:
    """The same of several programs. What has no name here is not told."""
    moved = [(program, one) for program, one in moved if (program.kind, one.kind) in NAMES]
    if not moved:
        return
    with connection.cursor() as cursor:
        wanted = sorted({one.identity_id for _program, one in moved})
        rows = bulk.ask(cursor, "id, kind, value", "identity WHERE id {among}", keys=wanted, vendor=connection.vendor)
    names = {number: (kind, value) for number, kind, value in rows}
    tell(
        [news_of(program, one, names[one.identity_id], now_ms) for program, one in moved if one.identity_id in names],
        now_ms=now_ms,
    )


def news_of(program: Program, one: Moved, identity: tuple[str, str], now_ms: int) -> News:
    about: dict[str, object] = {"program_id": program.pk, "program": program.name, "grant": ids.public(one.grant)}
    about["amount"] = one.amount
    if one.use:
        about["use"] = one.use
    if one.from_ms > now_ms:
        about["begins_ms"] = one.from_ms
    if one.until_ms:
        about["ends_ms"] = one.until_ms
    if one.money_minor:
        about |= {"money_minor": one.money_minor, "currency": one.currency}
    if one.store:
        about["store"] = one.store
    if one.code:
        about["code"] = one.code
    return News(NAMES[program.kind, one.kind], identity, f"reward:{one.key}", about, now_ms)
