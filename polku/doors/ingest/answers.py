"""What the intake answers."""

import base64
import binascii
from typing import NamedTuple

import msgspec

CORS = [(b"access-control-allow-origin", b"*")]
JSON = [(b"content-type", b"application/json"), *CORS]


class Answer(NamedTuple):
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


def _json(status: int, content: object, *more: tuple[bytes, bytes]) -> Answer:
    body = msgspec.json.encode(content)
    return Answer(status, [*JSON, (b"content-length", b"%d" % len(body)), *more], body)


def refuse(status: int, sentence: str) -> Answer:
    return _json(status, {"success": False, "message": sentence})


def taken(reports: int) -> Answer:
    """For whoever posts what came back: of how many messages of ours it told."""
    return _json(200, {"success": True, "reports": reports})


ACCEPTED = _json(200, {"success": True})
BROKEN = refuse(500, "polku failed at this request; its log tells why")
FULL = _json(
    503,
    {"success": False, "message": "no room at the moment; nothing of this request was kept, send it again"},
    (b"retry-after", b"5"),
)
PREFLIGHT = Answer(
    204,
    [
        *CORS,
        (b"access-control-allow-methods", b"POST, GET, OPTIONS"),
        (b"access-control-allow-headers", b"authorization, content-type, content-encoding"),
        (b"access-control-max-age", b"86400"),
    ],
    b"",
)


def client_settings(path: str, *, base_url: str) -> Answer:
    """`/v1/projects/WRITE_KEY/settings`: what clients of the analytics.js family ask for before they send."""
    parts = path.split("/")
    if len(parts) != 3 or parts[2] != "settings":
        return refuse(404, "there is nothing here")
    host = base_url.split("://", 1)[-1] + "/v1"
    integration = {"apiKey": parts[1], "apiHost": host, "unbundledIntegrations": []}
    return _json(200, {"integrations": {"Segment.io": integration}, "plan": {}})


def key_of(headers: dict[bytes, bytes]) -> str:
    """The write key in the Authorization header: Basic, as user name; or Bearer. "" where there is none."""
    scheme, _, credentials = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() == b"bearer":
        return credentials.decode("latin-1").strip()
    if scheme.lower() != b"basic":
        return ""
    try:
        decoded = base64.b64decode(credentials, validate=True)
    except binascii.Error:
        return ""
    return decoded.partition(b":")[0].decode("utf-8", "replace").strip()
