"""The code on a person's phone: who they are, for the next minute. A photograph of it is worth nothing after that.

95 bits are the person's number (63) and the half minute (32); behind them a tag of 80 bits under the installation's
key, and they are masked under that tag: whoever reads one learns nothing, and nobody can make one or change one. In
Crockford's base 32 they are 35 letters; with `PK` before them they fit into the second smallest QR code.
"""

import hmac
from functools import lru_cache
from hashlib import blake2b

from polku.act.rewards.codes.own import LOOKS_LIKE
from polku.act.rewards.codes.typed import plain
from polku.kit.ids import ALPHABET, DIGITS

STEP_MS = 30_000
BEFORE, AFTER = 2, 1  # so many steps old it may be, or ahead where clocks differ
PREFIX, LETTERS = "PK", 35
STEP_BITS, BODY_BITS, TAG_BITS = 32, 95, 80
MASK = (1 << BODY_BITS) - 1


class Forged(Exception):
    """It was not made here, or it was changed."""


class Stale(Exception):
    """Its time is over, or has not come."""


def shown(profile_id: int, *, now_ms: int, key: str) -> str:
    """What the phone shows now. `key`: the installation's. Another one every half minute."""
    body = profile_id << STEP_BITS | now_ms // STEP_MS
    tag = _bits("tag", body, TAG_BITS, key)
    whole = (body ^ _bits("mask", tag, BODY_BITS, key)) << TAG_BITS | tag
    return PREFIX + "".join(ALPHABET[whole >> shift & 31] for shift in range(5 * (LETTERS - 1), -1, -5)).upper()


def whose(code: str, *, now_ms: int, key: str) -> int:
    """The person's number. Raises Forged, Stale."""
    body = _body(code, key)
    age = now_ms // STEP_MS - (body & (1 << STEP_BITS) - 1)
    if not -AFTER <= age <= BEFORE:
        raise Stale
    return body >> STEP_BITS


def is_shown(code: str) -> bool:
    """Whether it is meant as one of these; not whether it is one."""
    return _letters(code) is not None


def name_of(code: str, *, key: str) -> str:
    """The same for the same code however it was typed: by this it is known which one has served. Raises Forged."""
    return f"{_bits('name', _body(code, key), 80, key):020x}"


def _body(code: str, key: str) -> int:
    letters = _letters(code)
    if letters is None:
        raise Forged
    whole = 0
    for letter in letters:
        whole = whole << 5 | DIGITS[letter]
    tag = whole & (1 << TAG_BITS) - 1
    body = whole >> TAG_BITS ^ _bits("mask", tag, BODY_BITS, key)
    if not hmac.compare_digest(tag.to_bytes(10, "big"), _bits("tag", body, TAG_BITS, key).to_bytes(10, "big")):
        raise Forged
    return body


def _letters(code: str) -> str | None:
    typed = plain(code).translate(LOOKS_LIKE)
    letters = typed.removeprefix(PREFIX.lower())
    fits = len(typed) == len(PREFIX) + LETTERS == len(letters) + len(PREFIX)
    return letters if fits and all(letter in DIGITS for letter in letters) else None


def _bits(purpose: str, number: int, wanted: int, key: str) -> int:
    """So many bits that nobody can foretell."""
    made = blake2b(number.to_bytes(12, "big"), digest_size=16, key=_own_key(key), person=purpose.encode())
    return int.from_bytes(made.digest(), "big") >> 128 - wanted


@lru_cache(maxsize=4)
def _own_key(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=32, person=b"shown codes").digest()
