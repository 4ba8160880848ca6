"""The addresses that stand in letters: `/p/l/…` links, `/p/o/….gif` pictures; and `/p/bounce/…`, to which mail servers
post what came back.

Whoever knocks is answered first, and what happened is written down after: a customer never waits for our database.
"""

import asyncio
import hmac
import logging
from base64 import b64decode
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

from polku.doors.ingest import answers
from polku.doors.ingest.accept import Accepted
from polku.doors.ingest.answers import Answer
from polku.doors.ingest.body import TooLarge, read_body
from polku.doors.ingest.writer import Full, Writer
from polku.kit import clock
from polku.kit.seal import SealError
from polku.kit.sql import Raw
from polku.know.events.append import INTERNAL, News, batch_of
from polku.say.channels.email import links
from polku.say.tracking import bounces, sql
from polku.say.tracking.machine import TOO_SOON_MS, Bursts, sign
from polku.say.tracking.read import Knock, known, news_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

log = logging.getLogger(__name__)

LINK, PICTURE, REPORT = "/p/l/", "/p/o/", "/p/bounce/"
ADDRESSES = (LINK, PICTURE, REPORT)
POINT = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")  # a GIF of one transparent point
NOT_KEPT = [
    (b"cache-control", b"no-store, private"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex"),
]
AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"  # of an address's letters, what stays as it is written
REPORT_BYTES = 1_000_000
JUST_NOW = 20_000  # knocks that are remembered, so that the same one again is not written again


class Letters:
    """The ASGI application of these addresses."""

    def __init__(self, writer: Writer, url: str) -> None:
        self._writer = writer
        self._url = url
        self._raw: Raw | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="letters")
        self._bursts = Bursts()
        self.in_hand = 0  # knocks that are not written down yet
        self._seen: OrderedDict[str, None] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.in_hand += 1
        try:
            await self._serve(scope, receive, send)
        finally:
            self.in_hand -= 1

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if path.startswith(REPORT):
            await _say(send, await self._report(path.removeprefix(REPORT), scope, receive))
            return
        if method not in ("GET", "HEAD"):
            await _say(send, answers.refuse(405, "this address is for reading"))
            return
        answer, message_id, url = _answer(path)
        await _say(send, answer, is_head=method == "HEAD")
        if message_id:
            await self._remember(message_id, url, method=method, headers=dict(scope["headers"]))

    def close(self) -> None:
        self._thread.shutdown()
        if self._raw is not None:
            self._raw.close()

    async def _remember(self, message_id: int, url: str, *, method: str, headers: dict[bytes, bytes]) -> None:
        now_ms = clock.now_ms()
        agent = headers.get(b"user-agent", b"").decode("latin-1")[:500]
        burst_ms = self._bursts.since(message_id, url, now_ms=now_ms) if url else None
        knock = Knock(message_id, now_ms, method, agent, url, burst_ms)
        is_program = bool(sign(agent, method=method, after_ms=TOO_SOON_MS)) or burst_ms is not None
        if not self._is_new(f"{knock.key}:{is_program}"):
            return
        try:
            news = await self._in_thread(lambda raw: _news(raw, knock))
            await self._write(news)
        except Full:
            log.warning("no room for what happened to message %s", message_id)
        except Exception:
            log.exception("what happened to message %s was not written down", message_id)

    async def _report(self, secret: str, scope: Scope, receive: Receive) -> Answer:
        if scope["method"] != "POST":
            return answers.refuse(405, "reports are posted")
        try:
            ours = await self._in_thread(_secret)
            if not ours or not hmac.compare_digest(ours.encode(), secret.encode()):
                return answers.refuse(404, "there is nothing here")
            raw_mail = await read_body(receive, dict(scope["headers"]), most=REPORT_BYTES)
            found = await asyncio.to_thread(bounces.reports, raw_mail)
            news = await self._in_thread(lambda raw: bounces.news_of_all(raw, found)) if found else []
            await self._write(news)
        except TooLarge:
            return answers.refuse(413, f"a report may have {REPORT_BYTES} bytes")
        except Full:
            return answers.FULL
        except Exception:
            log.exception("a report was not written down")
            return answers.BROKEN
        return answers.taken(len(news))

    async def _write(self, news: Sequence[News]) -> None:
        if news:
            await self._writer.write(Accepted(batch_of(news, now_ms=clock.now_ms()), []), source=INTERNAL)

    def _is_new(self, key: str) -> bool:
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > JUST_NOW:
            self._seen.popitem(last=False)
        return True

    async def _in_thread(self, ask: Callable[[Raw], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, ask)

    def _ask(self, ask: Callable[[Raw], Any]) -> Any:
        if self._raw is None:
            self._raw = Raw(self._url)
        try:
            return ask(self._raw)
        except Exception:
            # A server that was restarted: a new connection next time.
            self._raw.close()
            self._raw = None
            raise


def _answer(path: str) -> tuple[Answer, int, str]:
    """What to say, and about which message (0: none of ours), and where the link leads."""
    try:
        if path.startswith(LINK):
            number, url = links.read_click(path.removeprefix(LINK))
            where = [(b"location", quote(url, safe=AS_IT_IS).encode())]
            return Answer(302, [*where, *NOT_KEPT, (b"content-length", b"0")], b""), number, url
        number = links.read_open(path.removeprefix(PICTURE).removesuffix(".gif"))
    except (SealError, ValueError):
        return answers.refuse(404, "this link is not whole, or was not made here"), 0, ""
    size = (b"content-length", b"%d" % len(POINT))
    return Answer(200, [(b"content-type", b"image/gif"), *NOT_KEPT, size], POINT), number, ""


def _news(raw: Raw, knock: Knock) -> list[News]:
    message = known(raw, knock.message_id)
    return [news_of(knock, message)] if message is not None else []


def _secret(raw: Raw) -> str:
    row = raw.execute(sql.WHO_MAY_REPORT).fetchone()
    return str(row[0]) if row else ""


async def _say(send: Send, answer: Answer, *, is_head: bool = False) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": b"" if is_head else answer.body})
