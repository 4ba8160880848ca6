"""Forgetting who had a place: it is free for whoever is next."""

from collections.abc import Sequence

from polku.act.rewards.ledger import limits
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import PLACES


def forget(part: Sequence[int]) -> int:
    theirs = Place.objects.filter(identity_id__in=part)
    for program in theirs.filter(state=Place.State.TAKEN).values_list("program_id", flat=True):
        limits.put_back(program, [PLACES])
    return theirs.delete()[0]
