"""A stamp by scanning the code on a screen in the store: another code every half minute, and nobody can make one.

    the screen's address  signed, until it is renewed (screens.py): which card, which store
    the code on it        signed, for a minute and a half: and which half minute
    the pass              signed, for a quarter of an hour: whoever has scanned it may sign in first

A photograph of the screen is over before it is passed on; the same code is one stamp for each person. Where a card
names no limit, a scan is worth one stamp an hour. Only cards that are stamped for a visit have screens.
"""

from datetime import datetime

import msgspec

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.cards import Card
from polku.act.rewards.stamps.refused import NOTHING, Refused
from polku.act.rewards.stamps.stamp import stamp
from polku.act.rewards.stamps.terms import Often, StampTerms, read
from polku.kit import clock, seal

STEP_MS, BEFORE = 30_000, 2  # so many steps old it may be
PASS_MS = 15 * clock.MINUTE_MS
SCREEN, CODE, PASS = "stamp screen", "stamp code", "stamp pass"
BY = "scan"


class Place(msgspec.Struct, frozen=True):
    """`step`: the half minute of the code; of a screen, how often its address was renewed."""

    program: int
    store: str
    step: int = 0


def screen_token(place: Place, *, key: str) -> str:
    return seal.signed(_said(place), key=key, purpose=SCREEN)


def screen_of(token: str, *, key: str) -> Place:
    """Raises SealError."""
    return _place(seal.verified(token, key=key, purpose=SCREEN))


def code_of(place: Place, *, now_ms: int, key: str) -> str:
    """What the screen shows now."""
    step = now_ms // STEP_MS
    shown = msgspec.structs.replace(place, step=step)
    return seal.signed(_said(shown), key=key, purpose=CODE, expires_ms=(step + 1 + BEFORE) * STEP_MS)


def pass_of(code: str, *, now_ms: int, key: str) -> str:
    """For whoever has scanned a code that holds. Raises SealError, Expired."""
    place = _place(seal.verified(code, key=key, purpose=CODE, now_ms=now_ms))
    return seal.signed(_said(place), key=key, purpose=PASS, expires_ms=now_ms + PASS_MS)


def place_of(token: str, *, now_ms: int, key: str) -> Place:
    """Raises SealError, Expired."""
    return _place(seal.verified(token, key=key, purpose=PASS, now_ms=now_ms))


def has_screens(terms: StampTerms) -> bool:
    return terms.comes.kind == "visit" and not terms.comes.least_minor


def scanned(place: Place, identity: int, *, now: datetime) -> Card:
    """Once for each code and person. Raises Refused, Program.DoesNotExist."""
    program = Program.objects.get(pk=place.program, kind=Program.Kind.STAMPS)
    if not has_screens(read(programs.latest(program).terms)):
        raise Refused(NOTHING)
    cause = f"scan-{place.step}-{place.store}"
    return stamp(program, identity, 1, cause, now=now, store=place.store, by=BY, unless=Often(hour=1))


def _said(place: Place) -> str:
    return f"{place.program}|{place.step}|{place.store}"


def _place(said: str) -> Place:
    program, step, store = said.split("|", 2)
    return Place(int(program), store, int(step))
