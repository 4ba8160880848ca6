"""Whose ID token a page within LINE has brought: LINE is asked, for such tokens are signed with keys of its own."""

from typing import Any

from polku.say.channels.line.linking.models import LineLogin
from polku.say.channels.line.linking.problems import NotProven
from polku.say.channels.line.linking.proof import ISSUER, Who, asked, who_of

LONGEST = 3_000


def who_is(login: LineLogin, token: str) -> Who:
    """LINE looks at its signature, its times and for which channel it is; we at what LINE says. Raises LinkingError."""
    if not 0 < len(token) <= LONGEST or not token.isascii():
        raise NotProven("no id_token")
    status, claims = asked(login, "oauth2/v2.1/verify", {"id_token": token, "client_id": login.channel_id})
    if status != 200:
        raise NotProven(_reason(status, claims))
    if claims.get("iss") != ISSUER or claims.get("aud") != login.channel_id:
        raise NotProven("it is of another issuer, or for another channel")
    return who_of(claims)


def _reason(status: int, said: dict[str, Any]) -> str:
    return f"LINE answers {status}: {said.get('error', '')} {said.get('error_description', '')}"[:300]
