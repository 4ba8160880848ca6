"""A program's proof that it has the private key of a channel: a JWT, signed by RS256, good for half an hour at most."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.algorithms import RSAAlgorithm

from polku.lab.line.account import Account
from polku.lab.line.web.call import Call, Refused

KIND = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
AUDIENCE = "https://api.line.me/"
ASSERTION_MOST_S = 30 * 60
NO_KEY = "The public key must be an RSA key for RS256 as JWK, without kid"
TOKEN_MOST_S = 30 * 24 * 3_600


class PublicKeys:
    """One account's: what the console would have registered, by the name that it gave."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = {}

    def register(self, key: dict[str, Any]) -> str:
        """Raises Refused where the key is none that LINE takes: RSA, for signatures by RS256, and without a name."""
        if "kid" in key or key.get("kty") != "RSA" or "d" in key or key.get("alg", "RS256") != "RS256":
            raise Refused(400, NO_KEY)
        try:
            RSAAlgorithm.from_jwk(json.dumps(key))
        except (jwt.InvalidKeyError, ValueError) as problem:
            raise Refused(400, NO_KEY) from problem
        name = secrets.token_hex(16)
        self.known[name] = key
        return name


@dataclass(frozen=True)
class Proven:
    account: Account
    key_id: str
    life_s: int


def prove(call: Call, kind: str, assertion: str) -> Proven:
    """Whose assertion it is. Raises Refused (400)."""
    if kind != KIND:
        raise no("invalid_request", "Invalid client_assertion_type")
    try:
        named = jwt.get_unverified_header(assertion)
        channel_id = str(jwt.decode(assertion, options={"verify_signature": False}).get("iss", ""))
    except jwt.InvalidTokenError as problem:
        raise no("invalid_client", "Invalid client_assertion") from problem
    account = call.world.account(channel_id)
    key = account.shelf(PublicKeys).known.get(str(named.get("kid"))) if account else None
    if account is None or key is None or named.get("alg") != "RS256":
        raise no("invalid_client", "Client assertion was not issued by a registered key")
    try:
        said = jwt.decode(
            assertion,
            RSAAlgorithm.from_jwk(json.dumps(key)),  # type: ignore[arg-type] # a public key, as registered
            algorithms=["RS256"],
            audience=AUDIENCE,
            options={"require": ["iss", "sub", "exp", "aud"]},
        )
    except jwt.InvalidTokenError as problem:
        raise no("invalid_client", str(problem)) from problem
    if said["sub"] != channel_id:
        raise no("invalid_client", "sub must be the channel ID")
    if said["exp"] - call.world.clock.real_s() > ASSERTION_MOST_S + 5:
        raise no("invalid_client", "exp must be within 30 minutes")
    life_s = int(said.get("token_exp", TOKEN_MOST_S))
    if not 0 < life_s <= TOKEN_MOST_S:
        raise no("invalid_request", "token_exp must be 30 days or less")
    return Proven(account, str(named["kid"]), life_s)


def no(error: str, description: str) -> Refused:
    """A refusal as OAuth words it."""
    refused = Refused(400, description)
    refused.said = {"error": error, "error_description": description}
    return refused
