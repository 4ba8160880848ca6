"""Proving by a code that comes to the mailbox and is typed in the browser where it was asked for.

A link in the letter would not do: whoever asks with somebody else's address would need only one tap of theirs.
"""

import secrets
from hmac import compare_digest

from django.conf import settings
from django.db.models import F

from polku.kit import clock, seal
from polku.know.people.own_pages import asking, sessions
from polku.know.people.own_pages.forget import forget_old
from polku.know.people.own_pages.models import OwnSignIn

TRIES = 5
LASTS_MS = 10 * clock.MINUTE_MS


class TooManyTries(Exception):
    """The code was wrong too often: a new one has to be asked for."""


def begin(email: str, identity_id: int | None, *, asker: asking.Asker, now_ms: int) -> tuple[str, str | None]:
    """The browser's new key, and the code that is to be sent there: good only where `identity_id` is somebody.

    No code: there were too many letters, and there is none this time.
    """
    forget_old(now_ms)
    key = secrets.token_urlsafe(32)
    row = OwnSignIn.objects.create(
        browser=seal.fingerprint(key),
        email=email,
        asked_by=asker.place,
        asked_ms=now_ms,
        identity_id=identity_id,
        expires_ms=now_ms + LASTS_MS,
    )
    digits = asking.digits(row, asker, now_ms=now_ms)
    if digits is None:
        OwnSignIn.objects.filter(pk=row.pk).update(asked_by="", identity_id=None)
        return key, None
    code = "".join(secrets.choice("0123456789") for _digit in range(digits))
    if identity_id is not None:
        OwnSignIn.objects.filter(pk=row.pk).update(code=_sealed(row, code))
    return key, code


def waiting(key: str, *, now_ms: int) -> OwnSignIn | None:
    """A code was asked for in this browser, and none was right yet."""
    rows = OwnSignIn.objects.filter(browser=seal.fingerprint(key), proved_ms__isnull=True, expires_ms__gt=now_ms)
    return rows.first() if key else None


def prove(row: OwnSignIn, typed: str, *, now_ms: int) -> str | None:
    """The browser's new key where it is the code: signed in. Five tries in all. Raises TooManyTries."""
    # Counted before it is looked at: many at once are no way around.
    if not OwnSignIn.objects.filter(pk=row.pk, tries__lt=TRIES).update(tries=F("tries") + 1):
        raise TooManyTries
    digits = "".join(sign for sign in typed if sign.isdecimal())
    if not row.code or not compare_digest(row.code, _sealed(row, digits)):
        return None
    key = secrets.token_urlsafe(32)
    is_first = OwnSignIn.objects.filter(pk=row.pk, proved_ms__isnull=True).update(
        proved_ms=now_ms, code="", browser=seal.fingerprint(key), expires_ms=now_ms + sessions.LASTS_MS
    )
    return key if is_first else None


def _sealed(row: OwnSignIn, code: str) -> str:
    """Few digits are soon guessed from a plain fingerprint: of this row, with the installation's key."""
    return seal.signed(f"{row.pk} {code}", key=settings.SECRET_KEY, purpose="own page code").rpartition(".")[2]
