"""Browsers in which somebody is signed in to their own pages: for thirty days, or until they leave."""

import secrets
from collections.abc import Collection

from polku.kit import clock, seal
from polku.know.people.own_pages.models import LINE, OwnSignIn

LASTS_MS = 30 * clock.DAY_MS


def proved_by_line(identity_id: int, *, now_ms: int) -> str:
    """LINE has said who they are. Returns the browser's new key."""
    key = secrets.token_urlsafe(32)
    OwnSignIn.objects.create(
        browser=seal.fingerprint(key), identity_id=identity_id, way=LINE, proved_ms=now_ms, expires_ms=now_ms + LASTS_MS
    )
    return key


def who(key: str, *, now_ms: int) -> int | None:
    """The identity of whoever is signed in with this key."""
    if not key:
        return None
    rows = OwnSignIn.objects.filter(browser=seal.fingerprint(key), proved_ms__isnull=False, expires_ms__gt=now_ms)
    return rows.values_list("identity_id", flat=True).first()


def end(key: str) -> None:
    OwnSignIn.objects.filter(browser=seal.fingerprint(key)).delete()


def end_all(identities: Collection[int]) -> None:
    """In every browser of theirs."""
    OwnSignIn.objects.filter(identity_id__in=list(identities)).delete()
