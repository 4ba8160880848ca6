"""`/v1/tracker.js`: the browsers' tracker, packed beforehand, read once at the start."""

import hashlib
from pathlib import Path

from polku.doors.ingest.answers import CORS, Answer, refuse

# An hour without asking; after it the old one still serves while the new one is fetched. Shops get repairs in a day.
KEPT = b"public, max-age=3600, stale-while-revalidate=86400"
PACKED = ((b"br", ".br"), (b"gzip", ".gz"))  # the smallest first
NOT_BUILT = refuse(404, "the tracker has not been built: python hatch_build.py")


class Tracker:
    """The file, and how it is answered."""

    def __init__(self, path: Path) -> None:
        plain = path.read_bytes() if path.exists() else b""
        self._tag = b'W/"%s"' % hashlib.sha256(plain).hexdigest()[:20].encode()
        forms = [(encoding, path.with_name(path.name + ending)) for encoding, ending in PACKED]
        self._packed = [(encoding, packed.read_bytes()) for encoding, packed in forms if packed.exists()]
        self._plain = plain

    def answer(self, headers: dict[bytes, bytes], *, is_head: bool = False) -> Answer:
        if not self._plain:
            return NOT_BUILT
        common = [
            *CORS,
            (b"cache-control", KEPT),
            (b"etag", self._tag),
            (b"vary", b"accept-encoding"),
            (b"cross-origin-resource-policy", b"cross-origin"),
            (b"x-content-type-options", b"nosniff"),
        ]
        if self._is_known(headers.get(b"if-none-match", b"")):
            return Answer(304, common, b"")
        encoding, body = self._taken(headers.get(b"accept-encoding", b"").lower())
        told = [(b"content-type", b"text/javascript; charset=utf-8"), (b"content-length", b"%d" % len(body))]
        if encoding:
            told.append((b"content-encoding", encoding))
        return Answer(200, [*common, *told], b"" if is_head else body)

    def _is_known(self, tags: bytes) -> bool:
        bare = self._tag.removeprefix(b"W/")
        return any(tag.strip().removeprefix(b"W/") in (bare, b"*") for tag in tags.split(b","))

    def _taken(self, accepted: bytes) -> tuple[bytes, bytes]:
        taken = {
            name.strip() for name, _semicolon, weight in (part.partition(b";") for part in accepted.split(b","))
            if weight.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
        }  # fmt: skip
        return next(((encoding, body) for encoding, body in self._packed if encoding in taken), (b"", self._plain))
