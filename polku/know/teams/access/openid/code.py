"""The way to the provider and back: authorization code with PKCE (RFC 7636), state and nonce."""

import secrets
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from polku.kit import clock
from polku.know.teams.access.models import OpenIdProvider
from polku.know.teams.access.openid import discovery, provider, tokens
from polku.know.teams.access.openid.problems import Declined, NotOurs, NotUnderstood

PATIENCE_MS = 10 * clock.MINUTE_MS
SCOPE = "openid email profile"


@dataclass(frozen=True)
class Begun:
    """What the session keeps until the browser is back."""

    provider: int
    state: str
    nonce: str
    verifier: str
    until_ms: int
    target: str

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def begin(house: OpenIdProvider, *, back: str, target: str) -> tuple[str, Begun]:
    """Where to send the browser. `back` is our own address for the answer. Raises NotReached and NotUnderstood."""
    described = discovery.describe(house.issuer)
    begun = Begun(
        house.pk,
        secrets.token_urlsafe(32),
        secrets.token_urlsafe(32),
        secrets.token_urlsafe(48),
        clock.now_ms() + PATIENCE_MS,
        target,
    )
    asked = {
        "response_type": "code",
        "client_id": house.client_id,
        "redirect_uri": back,
        "scope": SCOPE,
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": _encoded(sha256(begun.verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in described.authorization_endpoint else "?"
    return f"{described.authorization_endpoint}{joint}{urlencode(asked)}", begun


def finish(
    house: OpenIdProvider, begun: Begun, answer: Mapping[str, str], *, back: str, now: datetime
) -> Mapping[str, Any]:
    """What the provider says of whoever came back with this answer. Raises OpenIdError."""
    is_ours = compare_digest(answer.get("state", "").encode(), begun.state.encode())
    if not is_ours or begun.until_ms <= clock.to_ms(now) or begun.provider != house.pk:
        raise NotOurs
    described = discovery.describe(house.issuer)
    if answer.get("iss", described.issuer) != described.issuer:  # RFC 9207
        raise NotOurs("the answer came from another provider")
    if "error" in answer:
        raise Declined(f"{answer['error']}: {answer.get('error_description', '')}"[:300])
    token = _exchange(house, described, code=answer.get("code", ""), verifier=begun.verifier, back=back)
    return tokens.verify(token, described, client_id=house.client_id, nonce=begun.nonce, now=now)


def _exchange(house: OpenIdProvider, described: discovery.Described, *, code: str, verifier: str, back: str) -> str:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    secret = provider.secret_of(house)
    if not secret:
        form["client_id"] = house.client_id
    elif "client_secret_basic" in described.token_endpoint_auth_methods_supported:
        pair = f"{quote(house.client_id, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": house.client_id, "client_secret": secret}
    answer = provider.ask(described.token_endpoint, body=urlencode(form).encode(), headers=headers)
    try:
        said = msgspec.json.decode(answer.body, type=dict[str, Any])
    except msgspec.DecodeError as problem:
        raise NotUnderstood(f"{described.token_endpoint} answers {answer.status}: {problem}") from problem
    if answer.status != 200 or not isinstance(said.get("id_token"), str):
        reason = f"{said.get('error', 'no id_token')} {said.get('error_description', '')}"
        raise NotUnderstood(f"{described.token_endpoint} answers {answer.status}: {reason}"[:300])
    return str(said["id_token"])


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
