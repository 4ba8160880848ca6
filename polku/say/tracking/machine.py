"""Whether a person opened a letter or followed a link, or a program on the way: as far as one can tell from outside.

Nothing is looked up elsewhere and nothing about the reader is kept: only the verdict.
"""

TOO_SOON_MS = 2_000  # nobody reads a letter before it has been handed over and shown
BURST_MS = 1_000  # nobody follows two different links within a second

# What mail filters, previews and programs call themselves; in small letters.
PROGRAMS = (
    "bot", "crawl", "spider", "scan", "preview", "proofpoint", "mimecast", "barracuda", "symantec", "forcepoint",
    "trendmicro", "fortinet", "sophos", "cloudmark", "headlesschrome", "phantomjs", "python", "curl", "wget", "go-http",
    "java/", "okhttp", "libwww", "ruby", "axios", "node-fetch", "guzzle", "microsoft office existence", "bingpreview",
    "line-poker", "facebookexternalhit",
)  # fmt: skip
# Fetches pictures of every letter beforehand, whether somebody reads it or not (Apple's Mail Privacy Protection).
APPLE = "mozilla/5.0"


def sign(agent: str, *, method: str, after_ms: int | None) -> str:
    """Why this is taken for a program; "" for a person. `after_ms`: since the letter was handed over, None: not yet.

    Google's and Yahoo's picture proxies fetch when somebody reads, so they count as persons unless they come too soon.
    """
    agent = agent.strip().lower()
    if method == "HEAD":
        return "head"
    if after_ms is None or after_ms < TOO_SOON_MS:
        return "too soon"
    if not agent:
        return "no agent"
    if agent == APPLE:
        return "apple"
    return "program" if any(name in agent for name in PROGRAMS) else ""


class Bursts:
    """Who follows several links of one letter at once: a filter looking where they lead. Remembers some seconds."""

    MOST = 10_000

    def __init__(self) -> None:
        self._latest: dict[int, tuple[int, str]] = {}  # message → (when, which link)

    def since(self, message_id: int, url: str, *, now_ms: int) -> int | None:
        """When the burst began that this click belongs to; None for a click that stands alone."""
        before = self._latest.pop(message_id, None)
        begun = None
        if before is not None and before[1] != url and now_ms - before[0] < BURST_MS:
            begun = before[0]
        # The first of a burst stays the one that the next is compared with.
        self._latest[message_id] = (now_ms, url) if begun is None else (begun, before[1] if before else url)
        if len(self._latest) > self.MOST:
            self._latest.pop(next(iter(self._latest)))
        return begun
