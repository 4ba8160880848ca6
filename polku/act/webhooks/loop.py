"""Sending what is due, and forgetting what is old."""

import logging
from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from polku.act.webhooks import sql
from polku.act.webhooks.claim import Claimed, claim
from polku.act.webhooks.flight import Flight, Outcome, Parcel
from polku.act.webhooks.models import Webhook
from polku.act.webhooks.pace import Pace
from polku.act.webhooks.payload import payloads
from polku.act.webhooks.secrets import secrets_of
from polku.act.webhooks.settle import drop, settle
from polku.act.webhooks.signing import headers
from polku.kit import clock
from polku.kit.seal import SealError

log = logging.getLogger(__name__)

UNREADABLE = "Unreadable"  # in an answer's place: its secret was shut with another POLKU_SECRET_KEY
MOMENT_S = 0.1  # that a tick waits for answers, while there are requests on their way
LAST_MOMENT_S = 3.0  # that they are given when the program ends
KEPT = timedelta(days=30)
FORGET_AT_ONCE = 1_000


class Sender:
    """The loop's memory: what is on its way, and how each receiver behaves. For one thread."""

    def __init__(self) -> None:
        self._flight: Flight | None = None
        self._paces: defaultdict[int, Pace] = defaultdict(Pace)

    def tick(self, now: datetime) -> int:
        """Start what may start, settle what has come back. Returns how much there was to do."""
        started = sum(self._try_to_start(webhook, now=now) for webhook in _sending())
        return started + self._carry_on(MOMENT_S, now=now)

    def end(self) -> None:
        """Wait a little for answers; the rest is sent again, by whoever claims it next."""
        until = clock.monotonic() + LAST_MOMENT_S
        while self._flight is not None and self._flight.on_the_way() and clock.monotonic() < until:
            self._carry_on(MOMENT_S, now=clock.now())
        if self._flight is not None:
            self._flight.close()
            self._flight = None

    def _try_to_start(self, webhook: Webhook, *, now: datetime) -> int:
        try:
            return self._start(webhook, now=now)
        except Exception:
            # What it had claimed comes back when the lease ends; the other webhooks go on.
            log.exception("webhook %d could not start", webhook.pk)
            return 0

    def _start(self, webhook: Webhook, *, now: datetime) -> int:
        if self._flight is None:
            self._flight = Flight(allow_private=settings.ALLOW_PRIVATE_ADDRESSES)
        on_the_way = self._flight.on_the_way()[webhook.pk]
        most = self._paces[webhook.pk].may_start(on_the_way=on_the_way, now_ms=clock.to_ms(now))
        block = claim(webhook.pk, most=most, now=now) if most else []
        if not block:
            return 0
        bodies = payloads(block)
        drop([claimed for claimed in block if claimed.id not in bodies], now=now)
        ready = [claimed for claimed in block if claimed.id in bodies]
        try:
            secrets = secrets_of(webhook, now=now)
        except SealError:
            settle([Outcome(claimed, None, f"{UNREADABLE}|", 0) for claimed in ready], now=now)
            return len(block)
        for claimed in ready:
            self._flight.start(_parcel(claimed, webhook, bodies[claimed.id], secrets, now=now))
        return len(block)

    def _carry_on(self, seconds: float, *, now: datetime) -> int:
        if self._flight is None:
            return 0
        on_the_way = self._flight.on_the_way().total()
        outcomes = self._flight.carry_on(seconds)
        settle(outcomes, now=now)
        for outcome in outcomes:
            self._paces[outcome.claimed.webhook_id].came(outcome, now_ms=clock.to_ms(now))
        return on_the_way


def forget_old(now: datetime) -> int:
    """Deliveries are kept for KEPT, whatever became of them."""
    with connection.cursor() as cursor:
        cursor.execute(sql.FORGET_OLD, [clock.to_ms(now - KEPT), FORGET_AT_ONCE])
        return int(cursor.rowcount)


def _sending() -> list[Webhook]:
    return list(
        Webhook.objects.filter(ended_at__isnull=True, stopped_at__isnull=True, paused_at__isnull=True).order_by("pk")
    )


def _parcel(claimed: Claimed, webhook: Webhook, body: bytes, secrets: list[str], *, now: datetime) -> Parcel:
    at_s = clock.to_ms(now) // clock.SECOND_MS
    return Parcel(claimed, webhook.url, headers(claimed.message_id, at_s=at_s, body=body, secrets=secrets), body)
