"""The proof that comes back: an ID token, signed by the provider, for us, for this sign-in, just now."""

from collections.abc import Mapping
from datetime import datetime
from hmac import compare_digest
from typing import Any

import jwt

from polku.know.teams.access.openid import discovery
from polku.know.teams.access.openid.problems import NotProven
from polku.know.teams.access.openid.times import look_at_times

# Signatures that only the provider can make. `none` is no signature, and with HS256 our own secret would be the key.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
FAMILIES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}


def verify(
    token: str, described: discovery.Described, *, client_id: str, nonce: str, now: datetime
) -> Mapping[str, Any]:
    """What the token says. Raises NotProven."""
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg", "")
        if algorithm not in ALGORITHMS:
            raise NotProven(f"alg is {algorithm!r}")
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(described, header),
            algorithms=[algorithm],
            audience=client_id,
            issuer=described.issuer,
            # Times are looked at below, by our own clock.
            options={"require": ["iss", "sub", "aud", "exp", "iat"], "verify_exp": False, "verify_iat": False,
                     "verify_nbf": False},
        )  # fmt: skip
    except jwt.PyJWTError as problem:
        raise NotProven(f"{type(problem).__name__}: {problem}") from problem
    look_at_times(claims, now=now)
    if not compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise NotProven("nonce is another")
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != client_id:
        raise NotProven("azp is another")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255 or not claims["sub"].isprintable():
        raise NotProven("sub is not a name")
    return claims


def _key(described: discovery.Described, header: Mapping[str, Any]) -> Any:
    wanted, family = header.get("kid"), FAMILIES[header["alg"][:2]]
    usable = [key for key in discovery.keys(described, wanted=wanted) if _fits(key, family, header["alg"])]
    chosen = [key for key in usable if key.get("kid") == wanted] if wanted is not None else usable
    if len(chosen) != 1:
        raise NotProven(f"{len(chosen)} keys of the name {wanted!r} for {header['alg']}")
    return jwt.PyJWK(chosen[0], algorithm=header["alg"]).key


def _fits(key: Mapping[str, Any], family: str, algorithm: str) -> bool:
    return key.get("kty") == family and key.get("use", "sig") == "sig" and key.get("alg", algorithm) == algorithm
