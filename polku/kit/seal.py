"""Keys: the installation's own secret, hashes of what we must recognise but not know, signatures."""

import hashlib
import os
import secrets
from pathlib import Path


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
