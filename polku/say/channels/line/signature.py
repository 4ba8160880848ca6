"""How LINE signs what it sends: base64 of HMAC-SHA256 over the body's bytes, with the channel's secret as key."""

import base64
import hmac
from collections.abc import Iterable


def sign(body: bytes, *, secret: str) -> str:
    return base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()


def is_signed(body: bytes, signature: bytes, *, secrets: Iterable[str]) -> bool:
    """Whether one of the secrets has signed it. All are tried, each in a time that does not depend on the bytes."""
    found = False
    for secret in secrets:
        found |= hmac.compare_digest(sign(body, secret=secret).encode(), signature)
    return found
