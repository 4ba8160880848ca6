"""What there was for somebody's last full card and could not be given: told on the card where they look for it."""

from collections.abc import Sequence

from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.stamps.causes import CARD
from polku.act.rewards.stamps.missed import missed
from polku.act.rewards.stamps.titles import titles
from polku.kit import clock

LATELY_MS = 30 * clock.DAY_MS


def lately(program: Program, identities: Sequence[int], *, now_ms: int) -> str:
    """ "" where there is nothing to say, or not any more."""
    theirs = Movement.objects.filter(program_id=program.pk, identity_id__in=identities, kind=Movement.Kind.USE, part=0)
    last = theirs.filter(cause__startswith=CARD, at_ms__gt=now_ms - LATELY_MS).order_by("-pk")[:1]
    rewards = [one for some in missed(last).values() for one in some]
    called = titles(rewards)
    return ", ".join(called[one] for one in rewards if called[one])
