"""What a provider says of itself (OpenID Connect Discovery 1.0), and the keys it signs with. Kept for a few minutes."""

from typing import Any

import msgspec
from django.conf import settings

from polku.kit import clock
from polku.know.teams.access.openid import provider
from polku.know.teams.access.openid.problems import NotUnderstood, OpenIdError

KEPT_MS = 10 * clock.MINUTE_MS
FAILED_MS = 15 * clock.SECOND_MS  # strangers may begin a sign-in: a provider that hangs must not hang us with each
KEYS_AGAIN_MS = clock.MINUTE_MS  # an unknown key makes us look again, but not for every forged token


class Described(msgspec.Struct, frozen=True):
    """The parts of a provider's description that are used here."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: list[str] = msgspec.field(default_factory=lambda: ["client_secret_basic"])


_described: dict[str, tuple[int, Described]] = {}
_failed: dict[str, tuple[int, OpenIdError]] = {}
_keys: dict[str, tuple[int, list[dict[str, Any]]]] = {}


def describe(issuer: str) -> Described:
    """Raises NotReached and NotUnderstood."""
    now_ms = clock.now_ms()
    at_ms, known = _described.get(issuer, (0, None))
    if known is not None and now_ms - at_ms < KEPT_MS:
        return known
    failed_ms, problem = _failed.get(issuer, (0, None))
    if problem is not None and now_ms - failed_ms < FAILED_MS:
        raise type(problem)(problem.detail)
    try:
        found = _ask(issuer)
    except OpenIdError as trouble:
        _failed[issuer] = (now_ms, trouble)
        raise
    _described[issuer] = (now_ms, found)
    return found


def keys(described: Described, *, wanted: str | None) -> list[dict[str, Any]]:
    """The provider's public keys; asked for again when it may have a new one of the name `wanted`."""
    now_ms = clock.now_ms()
    at_ms, known = _keys.get(described.jwks_uri, (0, None))
    age_ms = now_ms - at_ms
    is_known = wanted is None or any(key.get("kid") == wanted for key in known or [])
    if known is not None and age_ms < (KEPT_MS if is_known else KEYS_AGAIN_MS):
        return known
    answer = provider.ask(described.jwks_uri)
    try:
        found: Any = msgspec.json.decode(answer.body)["keys"]
        found = [key for key in found if isinstance(key, dict)]
    except (msgspec.DecodeError, KeyError, TypeError) as problem:
        raise NotUnderstood(f"{described.jwks_uri}: {problem}") from problem
    _keys[described.jwks_uri] = (now_ms, found)
    return list(found)


def forget() -> None:
    """For tests, and after a change of settings."""
    _described.clear()
    _failed.clear()
    _keys.clear()


def _ask(issuer: str) -> Described:
    url = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    answer = provider.ask(url)
    if answer.status != 200:
        raise NotUnderstood(f"{url} answers {answer.status}")
    try:
        found = msgspec.json.decode(answer.body, type=Described)
    except msgspec.DecodeError as problem:
        raise NotUnderstood(f"{url}: {problem}") from problem
    # Otherwise one provider could speak for another.
    if found.issuer.rstrip("/") != issuer.rstrip("/"):
        raise NotUnderstood(f'{url} speaks for "{found.issuer}"')
    for address in (issuer, found.authorization_endpoint, found.token_endpoint, found.jwks_uri):
        if not address.startswith("https://") and not settings.ALLOW_PRIVATE_ADDRESSES:
            raise NotUnderstood(f"{address} is not https")
    return found
