"""Secret links: signed, so that a guess is turned away unread, and kept as a fingerprint, so that one opens once."""

from datetime import datetime

from django.conf import settings

from polku.kit import clock, ids, seal
from polku.know.teams.access.problems import LinkOver


def new_link(purpose: str, *, expires_at: datetime) -> tuple[str, str]:
    """The token for an address, which is nowhere kept, and the fingerprint by which it is known again."""
    secret = ids.new_key("in")
    token = seal.signed(secret, key=settings.SECRET_KEY, purpose=purpose, expires_ms=clock.to_ms(expires_at))
    return token, seal.fingerprint(secret)


def fingerprint_of(token: str, purpose: str) -> str:
    """Raises LinkOver for what is too old, or was never a link of this purpose."""
    try:
        return seal.fingerprint(seal.verified(token, key=settings.SECRET_KEY, purpose=purpose))
    except seal.SealError as problem:
        raise LinkOver from problem
