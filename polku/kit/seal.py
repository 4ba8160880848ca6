"""Keys: the installation's own secret, hashes of what we must recognise but not know, signatures."""

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from polku.kit import clock

TAG_BYTES = 16  # 128 bits: nobody guesses one, and links stay short
TEXT_LENGTH = 4_000  # longer tokens are not even read


class SealError(ValueError):
    """Kept secrets cannot be opened with this installation's key."""


class Expired(SealError):
    """This was signed by us, for a time that is over."""


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


def signed(text: str, *, key: str, purpose: str, expires_ms: int | None = None) -> str:
    """A token that carries a text which anybody may read and nobody change: letters, digits, - _ and . only.

    What was signed for one purpose ("unsubscribe") is worth nothing for another ("sign-in").
    """
    body = _encoded(text.encode())
    if expires_ms is not None:
        body += f".{expires_ms:x}"
    return f"{body}.{_tag(body, key=key, purpose=purpose)}"


def verified(token: str, *, key: str, purpose: str, now_ms: int | None = None) -> str:
    """The text of a token. Raises SealError when it is not ours, and Expired when its time is over."""
    body, _dot, tag = token.rpartition(".")
    if len(token) > TEXT_LENGTH or not token.isascii():
        raise SealError("this link was not made here")
    if not hmac.compare_digest(tag, _tag(body, key=key, purpose=purpose)):
        raise SealError("this link was not made here, or it was not copied whole")
    text, _dot, expires = body.partition(".")
    if expires and (clock.now_ms() if now_ms is None else now_ms) >= int(expires, 16):
        raise Expired("the time of this link is over")
    return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()


def _tag(body: str, *, key: str, purpose: str) -> str:
    return _encoded(hmac.digest(_own_key(key, purpose), body.encode(), "sha256")[:TAG_BYTES])


@lru_cache(maxsize=64)  # a letter to one customer has ten signed links
def _own_key(key: str, purpose: str) -> bytes:
    return hmac.digest(key.encode(), f"polku: signed for {purpose}".encode(), "sha256")


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _box(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.digest(key.encode(), b"polku: kept secrets", "sha256")))
