"""Secrets and signatures, by the Standard Webhooks specification 1.0 (standardwebhooks.com)."""

import base64
import hmac
import secrets
from collections.abc import Sequence

PREFIX = "whsec_"
BYTES = 32  # the specification asks for 24 to 64


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def headers(message_id: str, *, at_s: int, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """What proves that the message is ours and new: a signature for each secret, while one takes over from another."""
    signed = b"%s.%d.%s" % (message_id.encode(), at_s, body)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at_s),
        "webhook-signature": " ".join(_signature(signed, secret) for secret in secrets),
    }


def _signature(signed: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
