"""What LINE Login proves: it gives an ID token for a code, signed with the channel's secret, for this login alone."""

from collections.abc import Mapping
from datetime import datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

import jwt
import msgspec
from django.conf import settings

from polku.kit import net, seal
from polku.know.teams.access.openid.problems import NotProven as NotInTime
from polku.know.teams.access.openid.times import look_at_times
from polku.say.channels.line.linking.models import LineLogin
from polku.say.channels.line.linking.problems import NotProven, NotReached
from polku.say.channels.line.trouble import LineTrouble
from polku.say.channels.line.way import is_this_machine, opened

ISSUER = "https://access.line.me"  # whatever address the login was at
PATIENCE_S = 6.0


class Who(msgspec.Struct, frozen=True):
    user_id: str
    name: str


def exchange(login: LineLogin, *, code: str, verifier: str, back: str) -> str:
    """The ID token for a code; LINE gives it once. Raises NotReached and NotProven."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": login.channel_id,
        "client_secret": opened_secret(login.sealed_secret),
        "code_verifier": verifier,
    }
    status, said = asked(login, "oauth2/v2.1/token", form)
    if status != 200 or not isinstance(said.get("id_token"), str):
        reason = f"{said.get('error', 'no id_token')} {said.get('error_description', '')}"
        raise NotProven(f"LINE answers {status}: {reason}"[:300])
    return str(said["id_token"])


def asked(login: LineLogin, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """What LINE says to a form: its status and its words. Raises NotReached and NotProven."""
    base = login.account.api_base.rstrip("/")
    try:
        answer = net.fetch(
            f"{base}/{path}",
            allow_private=settings.ALLOW_PRIVATE_ADDRESSES or is_this_machine(base),
            method="POST",
            headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
            body=urlencode(form).encode(),
            timeout_s=PATIENCE_S,
        )
    except net.NetError as problem:
        raise NotReached(f"{base}: {problem.sentence} {problem.detail}") from problem
    if answer.status >= 500:
        raise NotReached(f"{base} answers {answer.status}")
    try:
        said = msgspec.json.decode(answer.body, type=dict[str, Any])
    except msgspec.DecodeError as problem:
        raise NotProven(f"{base} answers {answer.status}: {problem}") from problem
    return answer.status, said


def verify(token: str, login: LineLogin, *, nonce: str, now: datetime) -> Who:
    """`nonce`: its fingerprint. Raises NotProven."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            opened_secret(login.sealed_secret),
            algorithms=["HS256"],  # of LINE's logins in a browser; `none` and keys of others are none
            audience=login.channel_id,
            issuer=ISSUER,
            # Times are looked at below, by our own clock.
            options={"require": ["iss", "sub", "aud", "exp", "iat"], "verify_exp": False, "verify_iat": False,
                     "verify_nbf": False},
        )  # fmt: skip
        look_at_times(claims, now=now)
    except (jwt.PyJWTError, NotInTime) as problem:
        raise NotProven(f"{type(problem).__name__}: {problem}") from problem
    if not compare_digest(seal.fingerprint(str(claims.get("nonce", ""))), nonce):
        raise NotProven("nonce is another")
    return who_of(claims)


def who_of(claims: Mapping[str, Any]) -> Who:
    """Raises NotProven."""
    user_id, name = claims.get("sub"), claims.get("name")
    if not isinstance(user_id, str) or not 0 < len(user_id) <= 40 or not (user_id.isascii() and user_id.isalnum()):
        raise NotProven("sub is no user of LINE's")
    return Who(user_id, name[:200] if isinstance(name, str) and name.isprintable() else "")


def opened_secret(sealed: str) -> str:
    """Raises NotReached where it was shut with another key."""
    try:
        return opened(sealed)
    except LineTrouble as problem:
        raise NotReached(str(problem)) from problem
