"""How a draw stands, as everybody may see it: what was promised, what came of it, and what it can be checked with."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from polku.act.rewards.draws import tickets
from polku.act.rewards.draws.models import Draw, DrawResult
from polku.act.rewards.draws.play import titled
from polku.act.rewards.draws.terms import DrawTerms, read
from polku.act.rewards.ledger.models import Program, Terms
from polku.kit import clock

SHOWN = 1_000  # winners on a page; all of them are in the file to check


class Winner(msgspec.Struct, frozen=True):
    row: DrawResult
    title: str

    @property
    def is_lost(self) -> bool:
        """For good: it was not claimed, or they were disqualified."""
        return self.row.passed_ms is not None


class Standing(msgspec.Struct, frozen=True):
    """`state`: "draft", "early", "open", "closed", "waiting" (for the public's number), "drawn", "cancelled"."""

    program: Program
    terms: DrawTerms
    draw: Draw | None
    state: str

    @property
    def drawn_at(self) -> datetime | None:
        return clock.from_ms(self.draw.drawn_ms) if self.draw is not None and self.draw.drawn_ms is not None else None

    @property
    def draws_at(self) -> datetime | None:
        return self.terms.draws or self.terms.closes


def standing(program: Program, *, now: datetime) -> Standing:
    draw = Draw.objects.filter(pk=program.pk).first()
    row = Terms.objects.get(program=program, number=draw.terms) if draw is not None and draw.terms else None
    terms = read(row.terms) if row is not None else tickets.current(program)[1]
    return Standing(program, terms, draw, _state(program, terms, draw, now))


def won(there: Standing, *, most: int = SHOWN) -> list[Winner]:
    """Those drawn, the first prize first, and below each whoever moved up for it; of a game the newest winners."""
    rows = DrawResult.objects.filter(program_id=there.program.pk).exclude(prize="")
    ordered = list(rows.order_by("number" if there.terms.mode == "scheduled" else "-number")[:most])
    first: dict[int, int] = {}  # whose prize it was when it was drawn
    for row in sorted(ordered, key=lambda row: row.reserve):
        first[row.number] = first.get(row.instead, row.instead) if row.instead is not None else row.number
    if there.terms.mode == "scheduled":
        ordered.sort(key=lambda row: (first[row.number], row.reserve))
    return [Winner(row, titled(there.terms, row.prize)) for row in ordered]


def reserves(there: Standing, *, most: int = SHOWN) -> list[DrawResult]:
    """In their order, whether they have moved up or not."""
    rows = DrawResult.objects.filter(program_id=there.program.pk, reserve__gt=0)
    return list(rows.order_by("reserve")[:most]) if there.terms.reserves else []


def to_check(there: Standing) -> Mapping[str, Any] | None:
    """draw.json of order.py; None before it is drawn."""
    draw = there.draw
    if draw is None or draw.drawn_ms is None or there.terms.mode != "scheduled":
        return None
    rows = list(DrawResult.objects.filter(program_id=draw.pk, roll="").order_by("number"))
    marks = {row.number: row.mark for row in rows}
    moved = [row for row in rows if row.instead is not None]
    return {
        "commitment": draw.commitment,
        "secret": draw.secret,
        "list": draw.digest,
        "mixed": draw.mixed,
        "prizes": there.terms.prizes_together,
        "most": there.terms.wins_person,
        "salt": draw.salt,
        "winners": [row.mark for row in rows if not row.reserve],
        "reserves": there.terms.reserves,
        "next": [row.mark for row in rows if row.reserve],
        "moved_up": [{"ticket": row.mark, "instead": marks[row.instead or 0]} for row in moved],
    }


def of_person(program_id: int, identities: Sequence[int]) -> list[DrawResult]:
    """What came of somebody's tickets, the newest first."""
    rows = DrawResult.objects.filter(program_id=program_id, identity_id__in=identities)
    return list(rows.order_by("-number")[:100])


def _state(program: Program, terms: DrawTerms, draw: Draw | None, now: datetime) -> str:
    if draw is None:
        return "cancelled" if program.state == Program.State.ENDED else "draft"
    if draw.drawn_ms is not None:
        return "drawn"
    if program.state == Program.State.ENDED:
        return "closed" if terms.mode == "instant" else "cancelled"
    if terms.opens is not None and now < terms.opens:
        return "early"
    if draw.closed_ms is None and (terms.closes is None or now < terms.closes):
        return "open"
    is_due = now >= (terms.draws or terms.closes or now)
    return "waiting" if is_due and draw.digest and terms.mixes and not draw.mixed else "closed"
