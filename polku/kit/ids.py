"""Identifiers: numbers made from what they name, and the short text by which the outside knows them."""

import secrets
import uuid
from functools import lru_cache
from hashlib import blake2b

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
PAIRS = [one + other for one in ALPHABET for other in ALPHABET]  # two at once: asked for every person and message
DIGITS = {letter: value for value, letter in enumerate(ALPHABET)}
LENGTH = 13


@lru_cache(maxsize=50_000)  # the same people come again and again
def identity_id(kind: str, value: str) -> int:
    """The number of an identity: 63 bits of BLAKE2b over kind and value, so that every reader finds it without asking.

    Among ten million identities two share a number with a chance of 1 in 180,000; the second is refused, not mixed.
    """
    return hash63(f"{kind}\0{value}".encode())


def hash63(content: bytes) -> int:
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big") >> 1


def public(number: int) -> str:
    """13 letters and digits for a 63-bit number: exact in JavaScript too, and easy to read out."""
    return "".join(
        (
            ALPHABET[number >> 60],
            PAIRS[number >> 50 & 1023],
            PAIRS[number >> 40 & 1023],
            PAIRS[number >> 30 & 1023],
            PAIRS[number >> 20 & 1023],
            PAIRS[number >> 10 & 1023],
            PAIRS[number & 1023],
        )
    )


def number(text: str) -> int | None:
    """The inverse of `public`; None for what was never an identifier of ours."""
    if len(text) != LENGTH or any(letter not in DIGITS for letter in text):
        return None
    value = 0
    for letter in text:
        value = value * 32 + DIGITS[letter]
    return value if value < 2**63 else None


def new_key(prefix: str) -> str:
    """A secret key: 160 random bits behind a prefix that tells what it opens."""
    return f"{prefix}_{secrets.token_hex(20)}"


def new_id() -> str:
    return str(uuid.uuid4())
