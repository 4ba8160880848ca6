"""Forgetting sign-ins to own pages: with the person, and when their time is over."""

from polku.know.events.forgetting.whom import Whom
from polku.know.people.claims import read_email
from polku.know.people.own_pages.asking import REMEMBERED_MS
from polku.know.people.own_pages.models import OwnSignIn

PART = 500


def forget(whom: Whom) -> int:
    """Within the caller's transaction."""
    numbers, gone = sorted(whom.identities), 0
    addresses = sorted({read_email(value) for value in whom.values} - {""})
    for start in range(0, len(numbers), PART):
        gone += OwnSignIn.objects.filter(identity_id__in=numbers[start : start + PART]).delete()[0]
    for start in range(0, len(addresses), PART):
        gone += OwnSignIn.objects.filter(email__in=addresses[start : start + PART]).delete()[0]
    return gone


def forget_old(now_ms: int) -> int:
    """What nobody can go on with any more, and what says no more how long a code has to be."""
    return OwnSignIn.objects.filter(expires_ms__lt=now_ms - REMEMBERED_MS).delete()[0]
