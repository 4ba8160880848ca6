"""Keys: the installation's own secret, hashes of what we must recognise but not know, signatures."""

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken


class SealError(ValueError):
    """Kept secrets cannot be opened with this installation's key."""


def read_key(folder: Path) -> str | None:
    path = folder / "secret.key"
    return path.read_text().strip() or None if path.exists() else None


def make_key(folder: Path) -> str:
    """The secret of this installation: made once, kept in the data folder, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(folder / "secret.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_key(folder) or ""
    with os.fdopen(handle, "w") as file:
        file.write(key := secrets.token_urlsafe(48))
    return key


def fingerprint(key: str) -> str:
    """SHA-256 of a key with 160 random bits: enough, for there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()


def shut(secret: str, *, key: str) -> str:
    """A secret that must be read again (a password for another server), as text that may lie in the database."""
    return _box(key).encrypt(secret.encode()).decode()


def opened(shut_secret: str, *, key: str) -> str:
    """What was shut. Raises SealError when it was shut with another key, or is something else."""
    try:
        return _box(key).decrypt(shut_secret.encode()).decode()
    except InvalidToken as problem:
        raise SealError("this was sealed with another POLKU_SECRET_KEY; enter it again") from problem


def _box(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.digest(key.encode(), b"polku: kept secrets", "sha256")))
