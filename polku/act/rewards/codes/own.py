"""Our own one-time codes: a lot's number, enciphered. Nothing is kept of them, and nobody can make one up.

80 bits are the number (40) and as many zeros, mixed by a Feistel network of eight rounds over AES (Luby and Rackoff,
1988: four rounds are enough against whoever can ask both ways). A guess is a code of ours with a chance of 2^-40; so
many guesses as a till can make in a year at ten a second find none with 99.97 %. As Crockford's base 32 they are
sixteen letters and digits without those that look alike.
"""

from functools import lru_cache
from hashlib import blake2b

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from polku.act.rewards.codes.typed import plain
from polku.kit.ids import ALPHABET, DIGITS

HALF, ROUNDS, LENGTH = 40, 8, 16
MASK = (1 << HALF) - 1
LOOKS_LIKE = str.maketrans("ilou", "110v")  # as Crockford reads them; u is none of ours, a v was meant


def code_of(number: int, *, key: str) -> str:
    """ABCD-EFGH-JKMN-PQRS. `key`: the installation's."""
    mixed = _mixed(number << HALF, key, range(ROUNDS))
    letters = "".join(ALPHABET[mixed >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5)).upper()
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def number_of(code: str, *, key: str) -> int | None:
    """The other way, however it was typed; None for what is no code of ours."""
    typed = plain(code).translate(LOOKS_LIKE)
    if len(typed) != LENGTH or any(letter not in DIGITS for letter in typed):
        return None
    mixed = 0
    for letter in typed:
        mixed = mixed << 5 | DIGITS[letter]
    whole = _unmixed(mixed, key)
    return whole >> HALF if not whole & MASK else None


def _mixed(whole: int, key: str, rounds: range) -> int:
    left, right = whole >> HALF, whole & MASK
    for nth in rounds:
        left, right = right, left ^ _turned(right, nth, key)
    return left << HALF | right


def _unmixed(mixed: int, key: str) -> int:
    """The same with the halves changed over, from the last round to the first."""
    left, right = mixed >> HALF, mixed & MASK
    back = _mixed(right << HALF | left, key, range(ROUNDS - 1, -1, -1))
    return (back & MASK) << HALF | back >> HALF


def _turned(half: int, nth: int, key: str) -> int:
    block = bytes((nth,)) + half.to_bytes(15, "big")
    return int.from_bytes(_cipher(key).encryptor().update(block)[:5], "big")


@lru_cache(maxsize=4)
def _cipher(key: str) -> Cipher[modes.ECB]:
    """One block at a time: a permutation, as it is meant here."""
    made = blake2b(key.encode(), digest_size=16, person=b"reward codes").digest()
    return Cipher(algorithms.AES(made), modes.ECB())  # noqa: S305 - of single blocks, never of texts
