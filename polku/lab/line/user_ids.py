"""User ids: `U` and 32 hexadecimal digits. They are numbers in disguise, so that a million of them need no table."""

import re
from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

FORM = re.compile(r"U[0-9a-f]{32}")
MARK = np.uint64(0x706F_6C6B_756C_6162)  # what the first half of a block says when it is one of ours
MARK_BYTES = int(MARK).to_bytes(8, "big")
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


class UserIds:
    """The ids that one provider knows people by: the same person has others with another provider."""

    def __init__(self, *, seed: int, provider: str) -> None:
        key = sha256(f"polku lab {seed} {provider}".encode()).digest()[:16]
        # One block at a time by design: it is a permutation of numbers and keeps no secret.
        cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305
        # Made once: whole blocks go in, the same number comes out, nothing is left over between calls.
        self._shut, self._opened = cipher.encryptor().update, cipher.decryptor().update

    def of(self, number: int) -> str:
        return "U" + self._shut(MARK_BYTES + number.to_bytes(8, "big")).hex()

    def of_many(self, numbers: Numbers) -> list[str]:
        blocks = np.empty((len(numbers), 2), dtype=">u8")
        blocks[:, 0], blocks[:, 1] = MARK, numbers
        digits = self._shut(blocks.tobytes()).hex()
        return ["U" + digits[at : at + 32] for at in range(0, len(digits), 32)]

    def numbers(self, ids: Sequence[str]) -> Numbers:
        """The people with these ids, in this order; -1 for what is no id of this provider's."""
        digits = "".join(ids).replace("U", "")
        if len(digits) == 32 * len(ids) and all(map(FORM.fullmatch, ids)):
            return self._open(bytes.fromhex(digits))
        good = [one if FORM.fullmatch(one) else "" for one in ids]
        found = np.full(len(ids), -1, dtype=np.int64)
        at = [place for place, one in enumerate(good) if one]
        if at:
            found[at] = self._open(bytes.fromhex("".join(good).replace("U", "")))
        return found

    def number(self, user_id: str) -> int:
        """-1 for what is no id of this provider's."""
        if not FORM.fullmatch(user_id):
            return -1
        block = self._opened(bytes.fromhex(user_id[1:]))
        return int.from_bytes(block[8:], "big", signed=True) if block[:8] == MARK_BYTES else -1

    def _open(self, blocks: bytes) -> Numbers:
        halves = np.frombuffer(self._opened(blocks), dtype=">u8").reshape(-1, 2)
        return np.where(halves[:, 0] == MARK, halves[:, 1].astype(np.int64), np.int64(-1))
