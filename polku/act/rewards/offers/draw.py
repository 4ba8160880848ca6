"""Drawing places among those who have asked: in an order that follows from a seed, which is kept with the result."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from django.db import transaction

from polku.act.rewards import prizes
from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.limits import Limit
from polku.act.rewards.ledger.models import Act, Program
from polku.act.rewards.offers.keep import keep
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import PLACES, terms_of
from polku.act.rewards.offers.take import cause_of, fill
from polku.act.rewards.offers.terms import OfferTerms
from polku.act.rewards.offers.told import tell_of
from polku.kit import clock

S = Place.State
TOLD = 5_000  # in one batch of events


def tick(now: datetime) -> int:
    """Draw what is due, and fill places that have become free. Returns how much was done."""
    did = 0
    for program in Program.objects.filter(kind=Program.Kind.OFFER, state=Program.State.LIVE).order_by("pk"):
        terms = terms_of(program)
        if terms.places is None:
            continue
        if terms.how == "draw" and terms.drawn_at is not None and terms.drawn_at <= now:
            did += draw(program, terms, now=now)
        did += fill(program, terms, now=now)
    return did


@transaction.atomic
def draw(program: Program, terms: OfferTerms, *, now: datetime, seed: str = "") -> int:
    """Once. Returns how many had asked. Whoever is not drawn waits, where there is a list."""
    row, is_first = Act.objects.get_or_create(
        key=f"offer/{program.pk}/drawn", defaults={"fingerprint": "", "at_ms": clock.to_ms(now)}
    )
    if not is_first:
        return 0
    seed = seed or secrets.token_hex(16)
    asked = Place.objects.select_for_update().filter(program_id=program.pk, state=S.ASKED)
    ordered = in_order(list(asked), seed)
    room = limits.take_some(program.pk, Limit(PLACES, terms.places or 0), len(ordered))
    for turn, place in enumerate(ordered):
        place.turn, place.at_ms = turn, clock.to_ms(now)
        place.state = S.TAKEN if turn < room else S.WAITING if terms.has_waiting_list else S.MISSED
    keep(ordered)
    if terms.prize is not None:
        for place in ordered[:room]:
            prizes.give(terms.prize, place.identity_id, cause_of(place), now=now)
    for start in range(0, len(ordered), TOLD):
        tell_of(program, ordered[start : start + TOLD], now_ms=clock.to_ms(now))
    Act.objects.filter(pk=row.pk).update(answer={"seed": seed, "asked": len(ordered), "taken": room})
    return len(ordered)


def in_order(places: Sequence[Place], seed: str) -> list[Place]:
    """By the hash of seed and number: whoever has both gets the same order."""
    return sorted(places, key=lambda one: blake2b(f"{seed}:{one.pk}".encode(), digest_size=16).digest())
