"""Forgetting which benefits somebody had."""

from collections.abc import Sequence

from polku.act.rewards.benefits.models import Earned


def forget(part: Sequence[int]) -> int:
    return Earned.objects.filter(identity_id__in=part).delete()[0]
