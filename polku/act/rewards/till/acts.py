"""Doing something at the till once, and writing down that it was done."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from polku.act.rewards.ledger.once import Answer, OtherRequest, once
from polku.act.rewards.till import told
from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.problems import OTHER_REQUEST, SERVED, TillProblem
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.visit import Visit
from polku.kit import clock


class Press(msgspec.Struct, frozen=True):
    """Somebody presses a button: who, where, with which key. `told_ms`, `sent_ms`: when it was pressed, and when it was
    sent, by the till's own clock."""

    teller: Teller
    key: str
    now: datetime
    store: str = ""
    told_ms: int | None = None
    sent_ms: int | None = None

    @property
    def pressed_at(self) -> datetime:
        """By our clock: earlier than now where it waited for a line. How long is what the till's own clock says."""
        return told.pressed_at(self.told_ms, self.sent_ms, now=self.now)

    @property
    def now_ms(self) -> int:
        return clock.to_ms(self.now)

    @property
    def cause(self) -> str:
        """Of what is moved by this: two tills that number their acts alike are not in each other's way."""
        return f"till/{self.teller.name}/{self.key}"


class Done(msgspec.Struct, frozen=True):
    """What came of it. `answer`: for whoever asked; the rest is written down, as in TillAct."""

    identity_id: int
    answer: Answer
    program_id: int | None = None
    movement: int | None = None
    cause: str = ""
    amount: int = 1
    order_id: str = ""
    money_minor: int = 0
    currency: str = ""
    of: int | None = None


def do(press: Press, kind: str, asked: object, run: Callable[[], Done]) -> tuple[Answer, bool]:
    """Its answer with `act`, the number of what was written down, and whether it happened just now.

    `asked`: whatever tells this from others under the same key. Raises TillProblem, and what `run` raises: then nothing
    has happened, and the key may try again.
    """
    whole = {"kind": kind, "store": press.store, "asked": asked}
    try:
        return once(press.cause, whole, lambda: _done(press, kind, run()), now_ms=press.now_ms)
    except OtherRequest as problem:
        raise TillProblem(OTHER_REQUEST) from problem


def serve_once(visit: Visit, what: str, *, now_ms: int) -> None:
    """A code of the phone serves once for each thing, whoever has read it. Within `run`. Raises TillProblem."""
    if not visit.code:
        return
    _answer, is_new = once(f"shown/{visit.code}/{what}", what, dict, now_ms=now_ms)
    if not is_new:
        raise TillProblem(SERVED)


def _done(press: Press, kind: str, done: Done) -> Answer:
    row = TillAct.objects.create(
        kind=kind,
        at_ms=press.now_ms,
        told_ms=told.near(press.told_ms, press.now_ms),
        store=press.store,
        by=press.teller.name,
        identity_id=done.identity_id,
        program_id=done.program_id,
        movement=done.movement,
        cause=done.cause,
        amount=done.amount,
        order_id=done.order_id,
        money_minor=done.money_minor,
        currency=done.currency,
        of=done.of,
    )
    return {"act": row.pk} | done.answer
