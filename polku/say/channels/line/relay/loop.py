"""Passing on what waits: every account at the same time, within each one request after the other."""

import asyncio
import logging
from datetime import datetime

import uvloop
from django.conf import settings

from polku.kit import clock, net
from polku.say.channels.line.inbox.models import LineRelay
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.relay.claim import Claimed, claim, settle, waiting
from polku.say.channels.line.relay.send import Sent, send

log = logging.getLogger(__name__)

LONGEST_WAIT_S = 60


class Relay:
    """The loop's memory: its connections. For one thread."""

    def __init__(self) -> None:
        self._runner: asyncio.Runner | None = None
        self._session: net.Session | None = None

    def tick(self, now: datetime) -> int:
        now_ms = clock.to_ms(now)
        accounts = LineAccount.objects.in_bulk(waiting())
        if closed := [row for row in accounts.values() if not row.relay_url]:
            LineRelay.objects.filter(account__in=closed).delete()
        open_ones = {row.pk: row.relay_url for row in accounts.values() if row.relay_url}
        claimed = {number: found for number in open_ones if (found := claim(number, now_ms=now_ms))}
        if not claimed:
            return 0
        if self._runner is None:
            self._runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        for number, sent in self._runner.run(self._send(open_ones, claimed)).items():
            _settle(number, sent)
        return len(claimed)

    def end(self) -> None:
        if self._runner is not None:
            if self._session is not None:
                self._runner.run(self._session.close())
            self._runner.close()
            self._runner = self._session = None

    async def _send(self, urls: dict[int, str], claimed: dict[int, list[Claimed]]) -> dict[int, Sent]:
        allow_private = bool(settings.ALLOW_PRIVATE_ADDRESSES)
        if self._session is None:
            self._session = net.open_session(allow_private=allow_private)
        session = self._session
        found = await asyncio.gather(
            *(send(session, urls[number], theirs, allow_private=allow_private) for number, theirs in claimed.items()),
            return_exceptions=True,
        )
        told = {}
        for number, sent in zip(claimed, found, strict=True):
            if isinstance(sent, BaseException):
                # What it holds comes back when the claim ends; the other accounts go on.
                log.error("the relay of LINE account %d", number, exc_info=sent)
            else:
                told[number] = sent
        return told


def _settle(account: int, sent: Sent) -> None:
    now_ms = clock.now_ms()
    wait_s = min(LONGEST_WAIT_S, 2 ** min(sent.left[0].attempts, 10)) if sent.left and sent.is_refused else 0
    settle(
        account,
        gone=sent.gone,
        given_up=sent.given_up,
        left=sent.left,
        due_ms=now_ms + wait_s * clock.SECOND_MS,
        trouble=sent.trouble.replace("\0", "")[:300],
        now_ms=now_ms,
    )
