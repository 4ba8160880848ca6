"""Key pairs for tokens of kind v2.1: LINE is told the public half, we keep the private one."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt.algorithms import RSAAlgorithm

BITS, EXPONENT = 2_048, 65_537
PUBLIC = ("kty", "n", "e")


class NoKey(ValueError):
    """This is no private RSA key, neither as JWK nor as PEM."""


def make() -> str:
    """A private key, as JWK."""
    return _jwk(generate_private_key(public_exponent=EXPONENT, key_size=BITS))


def read(text: str) -> str:
    """A private key that somebody brings, as JWK or PEM; as JWK. Raises NoKey."""
    text = text.strip()
    try:
        if text.startswith("{"):
            key: Any = RSAAlgorithm.from_jwk(text)
        else:
            key = load_pem_private_key(text.encode(), password=None)
    except Exception as problem:
        raise NoKey from problem
    if not isinstance(key, RSAPrivateKey):
        raise NoKey
    return _jwk(key)


def public(private: str) -> str:
    """What is entered in LINE's console: no `kid`, for LINE gives it."""
    known = json.loads(private)
    return json.dumps({**{name: known[name] for name in PUBLIC}, "alg": "RS256", "use": "sig"}, indent=2)


def _jwk(key: RSAPrivateKey) -> str:
    found = RSAAlgorithm.to_jwk(key, as_dict=True)
    return json.dumps({name: value for name, value in found.items() if name not in ("kid", "key_ops")})
