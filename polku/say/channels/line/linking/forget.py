"""Forgetting ways that were begun to link somebody: few rows, and old ones are gone by themselves."""

from typing import TypeVar

from django.db.models import Q

from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.know.people.claims import read_email
from polku.say.channels.line.linking.models import LineLinkAsked, LineLoginBegun

T = TypeVar("T")
PART = 500
KEPT_MS = clock.DAY_MS  # after their time is over: whoever asks why it did not work asks soon


def forget(whom: Whom) -> int:
    """Within the caller's transaction."""
    numbers, gone = sorted(whom.identities), 0
    users = sorted(value for kind, value in whom.identities.values() if kind == "line")
    addresses = sorted({read_email(value) for value in whom.values} - {""})
    for part in _parts(numbers):
        gone += LineLoginBegun.objects.filter(identity_id__in=part).delete()[0]
        gone += LineLinkAsked.objects.filter(identity_id__in=part).delete()[0]
    for names in _parts(users):
        gone += LineLoginBegun.objects.filter(user_id__in=names).delete()[0]
    for names in _parts(addresses):
        gone += LineLinkAsked.objects.filter(email__in=names).delete()[0]
    return gone


def forget_old(now_ms: int) -> int:
    """What nobody can go on with any more."""
    is_over = Q(expires_ms__lt=now_ms - KEPT_MS)
    return LineLoginBegun.objects.filter(is_over).delete()[0] + LineLinkAsked.objects.filter(is_over).delete()[0]


def _parts(items: list[T]) -> list[list[T]]:
    return [items[start : start + PART] for start in range(0, len(items), PART)]
