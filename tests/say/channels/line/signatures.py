"""Bodies of webhooks and their signatures: the first is from LINE's own guide, the others were computed."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Vector:
    id: str
    secret: str
    body: bytes
    signature: str
    is_right: bool
    note: str

    def __str__(self) -> str:
        return self.id


VECTORS = [
    Vector(**{**given, "body": base64.b64decode(given["body"])})
    for given in json.loads(Path(__file__).with_name("signatures.json").read_text())
]
