"""ID tokens of LINE Login, signed by the lab: who somebody is, for the channel that asks."""

import time
from functools import cache
from hashlib import sha256
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from polku.lab.line.account import Account
from polku.lab.line.world import World
from polku.lab.people import person

ISSUER = "https://access.line.me"
LIFE_S = 3_600
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the curve P-256


def id_token(world: World, account: Account, number: int, *, nonce: str = "") -> str:
    """ES256, as LIFF's are."""
    said = _said(account, number, nonce)
    return jwt.encode(said, key(world.seed), algorithm="ES256", headers={"kid": key_id(world.seed)})


def web_id_token(account: Account, number: int, *, nonce: str = "") -> str:
    """HS256 with the channel's secret, as those of LINE Login on the web are."""
    return jwt.encode(_said(account, number, nonce), account.login_secret, algorithm="HS256")


def _said(account: Account, number: int, nonce: str) -> dict[str, Any]:
    # Programs outside check it by their own clock, which is not the world's where that runs faster.
    now = int(time.time())  # noqa: TID251 - see above
    said = {
        "iss": ISSUER,
        "sub": account.ids.of(number),
        "aud": account.login_channel_id,
        "exp": now + LIFE_S,
        "iat": now,
        "amr": ["linesso"],
        "name": person(number).name,
    }
    if nonce:
        said["nonce"] = nonce
    return said


def read(world: World, token: str, *, client_id: str) -> dict[str, Any]:
    """What it says. Raises jwt.InvalidTokenError where it is not ours, not for this channel, or too old."""
    owner = next((one for one in world.accounts if one.login_channel_id == client_id), None)
    if owner is not None and jwt.get_unverified_header(token).get("alg") == "HS256":
        web: dict[str, Any] = jwt.decode(
            token, owner.login_secret, algorithms=["HS256"], audience=client_id, issuer=ISSUER
        )
        return web
    said: dict[str, Any] = jwt.decode(
        token, key(world.seed).public_key(), algorithms=["ES256"], audience=client_id, issuer=ISSUER
    )
    return said


@cache
def key(seed: int) -> ec.EllipticCurvePrivateKey:
    """The same seed has the same key, so that a restart keeps tokens good."""
    number = int.from_bytes(sha256(f"polku lab id tokens {seed}".encode()).digest(), "big")
    return ec.derive_private_key(number % (ORDER - 1) + 1, ec.SECP256R1())


def key_id(seed: int) -> str:
    return sha256(f"polku lab key {seed}".encode()).hexdigest()[:32]
