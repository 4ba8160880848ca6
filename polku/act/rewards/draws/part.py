"""What somebody has of a draw or a game, and whether they can take part now."""

from collections.abc import Sequence
from datetime import datetime

from polku.act.rewards.draws import enter
from polku.act.rewards.draws.result import Standing
from polku.act.rewards.ledger.models import Lot
from polku.kit import clock


def tickets_of(there: Standing, identities: Sequence[int], *, now: datetime) -> list[int]:
    """Their lots: of a game those that can be played, of a draw all that were ever on it."""
    lots = Lot.objects.filter(program_id=there.program.pk, identity_id__in=identities)
    if there.terms.mode == "instant":
        lots = lots.filter(left__gt=0, until_ms__gt=clock.to_ms(now))
    return list(lots.order_by("pk").values_list("pk", flat=True))


def why_not(there: Standing, identities: Sequence[int], lots: Sequence[int], *, now: datetime) -> str:
    """A word of words.py; "" where they can. `lots`: their tickets."""
    if there.state not in ("draft", "open", "early"):
        return "closed"
    if there.terms.mode == "instant" and lots and there.state == "open":
        return ""
    return enter.why_not(there.program, there.terms, identities, now=now)
