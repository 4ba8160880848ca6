"""Addresses of the pages on which somebody is linked: signed, and good for a short time."""

from dataclasses import dataclass

from django.conf import settings

from polku.kit import clock, ids, seal
from polku.say.channels.line.models import LineAccount

LOGIN, JOIN, LINK, CHAT = "LINE login", "LINE join", "LINE link", "LINE chat"
HOUR_MS, WAY_MS = clock.HOUR_MS, 30 * clock.MINUTE_MS
WORD = "polku:link"  # the postback of a button that asks for the address of `chat_url`
CHAT_MS = 90 * clock.DAY_MS  # stands in a message: whoever opens it has to prove who they are all the same


@dataclass(frozen=True)
class Coming:
    """Who is on their way to LINE Login: a customer, by an identity of theirs, or somebody by a source."""

    identity_id: int | None = None
    arrival_id: int | None = None


def login_path(account: LineAccount, coming: Coming) -> str:
    who = ids.public(coming.identity_id) if coming.identity_id is not None else ""
    said = "|".join((account.name, who, str(coming.arrival_id or "")))
    return f"/p/line/{account.name}/login/{_token(said, LOGIN, HOUR_MS)}"


def read_login(account: LineAccount, token: str) -> Coming:
    """Raises seal.SealError."""
    name, who, arrival = seal.verified(token, key=settings.SECRET_KEY, purpose=LOGIN).split("|")
    if name != account.name:
        raise seal.SealError("this link was made for another account")
    return Coming(ids.number(who) if who else None, int(arrival) if arrival else None)


def join_path(account: LineAccount, number: int) -> str:
    return f"/p/line/{account.name}/join/{_token(str(number), JOIN, WAY_MS)}"


def link_path(account: LineAccount, number: int) -> str:
    return f"/p/line/{account.name}/link/{_token(str(number), LINK, WAY_MS)}"


def read_number(token: str, purpose: str) -> int:
    """Raises seal.SealError."""
    return int(seal.verified(token, key=settings.SECRET_KEY, purpose=purpose))


def chat_url(account: LineAccount, user_id: str) -> str:
    """For a message to this one person: "link your membership"."""
    return f"{settings.BASE_URL}/p/line/{account.name}/chat/{_token(f'{account.name}|{user_id}', CHAT, CHAT_MS)}"


def read_chat(account: LineAccount, token: str) -> str:
    """The user id. Raises seal.SealError."""
    name, user_id = seal.verified(token, key=settings.SECRET_KEY, purpose=CHAT).split("|")
    if name != account.name:
        raise seal.SealError("this link was made for another account")
    return user_id


def _token(text: str, purpose: str, lasts_ms: int) -> str:
    return seal.signed(text, key=settings.SECRET_KEY, purpose=purpose, expires_ms=clock.now_ms() + lasts_ms)
