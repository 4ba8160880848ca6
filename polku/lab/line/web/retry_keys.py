"""Retry keys: the same key is the same request, for a day."""

import re
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from polku.lab.line.web.call import Call, Refused

LIFE_S = 24 * 3_600.0
FORM = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
HEADER = b"x-line-retry-key"


@dataclass(frozen=True, slots=True)
class Accepted:
    at_s: float
    request_id: str
    body: bytes  # the digest of what was asked
    answer: bytes


class RetryKeys:
    """One account's. `repeated`: how often an accepted key came again; `changed`: with another body or address."""

    def __init__(self) -> None:
        self._accepted: OrderedDict[str, Accepted] = OrderedDict()
        self.given = 0
        self.repeated = 0
        self.changed = 0

    def check(self, call: Call, *, is_taken: bool) -> None:
        """Raises Refused where the key has been accepted already, is none, or has no meaning here."""
        key = call.header(HEADER)
        if not key:
            return
        if not is_taken:
            raise Refused(400, "The retry key is not supported by this endpoint")
        if not FORM.fullmatch(key):
            raise Refused(400, "The retry key is invalid")
        call.retry_key = key.lower()
        found = self._accepted.get(call.retry_key)
        if found is None:
            return
        if call.world.clock.patience_s() - found.at_s > LIFE_S:
            del self._accepted[call.retry_key]
            return
        self.repeated += 1
        raise self._known_already(call, found)

    def accept(self, call: Call, answer: bytes) -> None:
        if call.retry_key:
            self.given += 1
            at_s = call.world.clock.patience_s()
            while self._accepted and at_s - next(iter(self._accepted.values())).at_s > LIFE_S:
                self._accepted.popitem(last=False)
            self._accepted[call.retry_key] = Accepted(at_s, call.request_id, _digest(call), answer)

    def _known_already(self, call: Call, found: Accepted) -> Refused:
        no = Refused(409, "The retry key is already accepted")
        no.headers.append((b"x-line-accepted-request-id", found.request_id.encode()))
        if found.answer.startswith(b'{"sentMessages"'):
            no.said |= msgspec.json.decode(found.answer)
        if found.body != _digest(call):
            self.changed += 1
            call.notes.append("the same retry key with another request")
            call.is_red = True
        return no


def _digest(call: Call) -> bytes:
    return blake2b(call.path.encode() + b"\n" + call.body, digest_size=16).digest()
