"""Addresses of a customer's own pages: signed, so whoever holds one needs no password and cannot make another's."""

from dataclasses import dataclass

from django.conf import settings

from polku.kit import clock, ids, seal
from polku.know.people.consent.purposes import MARKETING

PREFERENCES, UNSUBSCRIBE, CONFIRM, WALLET = "preferences", "unsubscribe", "confirm sign-up", "wallet"
PREFERENCES_LAST_MS = 365 * clock.DAY_MS  # that page shows what we know of somebody: not for ever


@dataclass(frozen=True)
class Leaving:
    """What an unsubscribe link says: who, of what, and in answer to which campaign."""

    identity_id: int
    purpose: str
    channel: str
    topic: str = ""
    campaign_id: int | None = None
    message_id: int | None = None


def unsubscribe_url(
    identity_id: int,
    *,
    channel: str,
    purpose: str = MARKETING,
    topic: str = "",
    campaign_id: int | None = None,
    message_id: int | None = None,
) -> str:
    """For a message's foot and its List-Unsubscribe header; good for ever. GET asks once more, POST withdraws.

    With a `message_id`, the press is told as Message Unsubscribed too.
    """
    said = "|".join((ids.public(identity_id), purpose, channel, topic, str(campaign_id or ""), str(message_id or "")))
    return _url("unsubscribe", seal.signed(said, key=settings.SECRET_KEY, purpose=UNSUBSCRIBE))


def preferences_url(identity_id: int, *, now_ms: int | None = None) -> str:
    """The page on which somebody chooses what they get from us; good for a year."""
    now_ms = clock.now_ms() if now_ms is None else now_ms
    # By the day: the same link all day long, so that a mail's text does not depend on the millisecond.
    expires_ms = (now_ms // clock.DAY_MS + 1) * clock.DAY_MS + PREFERENCES_LAST_MS
    token = seal.signed(ids.public(identity_id), key=settings.SECRET_KEY, purpose=PREFERENCES, expires_ms=expires_ms)
    return _url("preferences", token)


def wallet_url(identity_id: int, *, now_ms: int | None = None) -> str:
    """What somebody has: only the titles, until they prove who they are. Good for a year."""
    now_ms = clock.now_ms() if now_ms is None else now_ms
    expires_ms = (now_ms // clock.DAY_MS + 1) * clock.DAY_MS + PREFERENCES_LAST_MS
    token = seal.signed(ids.public(identity_id), key=settings.SECRET_KEY, purpose=WALLET, expires_ms=expires_ms)
    return _url("wallet/of", token)


def confirm_url(asked_id: int, *, expires_ms: int) -> str:
    """For the mail that asks whether somebody has really signed up."""
    token = seal.signed(str(asked_id), key=settings.SECRET_KEY, purpose=CONFIRM, expires_ms=expires_ms)
    return _url("confirm", token)


def read_unsubscribe(token: str) -> Leaving:
    """Raises seal.SealError."""
    said = seal.verified(token, key=settings.SECRET_KEY, purpose=UNSUBSCRIBE)
    who, purpose, channel, topic, campaign, message = said.split("|")
    return Leaving(
        ids.number(who) or 0,
        purpose,
        channel,
        topic,
        int(campaign) if campaign else None,
        int(message) if message else None,
    )


def read_preferences(token: str) -> int:
    """The identity's number. Raises seal.SealError."""
    return ids.number(seal.verified(token, key=settings.SECRET_KEY, purpose=PREFERENCES)) or 0


def read_wallet(token: str) -> int:
    """The identity's number. Raises seal.SealError."""
    return ids.number(seal.verified(token, key=settings.SECRET_KEY, purpose=WALLET)) or 0


def read_confirm(token: str) -> int:
    """The number of the sign-up. Raises seal.SealError."""
    return int(seal.verified(token, key=settings.SECRET_KEY, purpose=CONFIRM))


def _url(page: str, token: str) -> str:
    return f"{settings.BASE_URL}/p/{page}/{token}"
