"""Fetching what is due: a few at a time, for they may be large, and each account on its own."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from polku.kit import clock
from polku.say.channels.line import asking
from polku.say.channels.line.client import Client
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.media import files, sql
from polku.say.channels.line.media.fetch import TIMEOUT_S, Claimed, Found, fetch
from polku.say.channels.line.models import LineAccount

log = logging.getLogger(__name__)

AT_ONCE = 8
TOGETHER = 2  # in memory
LEASE_MS = round(TIMEOUT_S * 1000) * (AT_ONCE // TOGETHER) + 30 * clock.SECOND_MS
WAITS_S = (2, 5, 15, 60, 300, 900, 3_600)  # for the next attempt
TRIED_FOR_MS = clock.DAY_MS
State = LineMedia.State


def tick(now: datetime) -> int:
    claimed = claim(now)
    by_account: defaultdict[int, list[Claimed]] = defaultdict(list)
    for one in claimed:
        by_account[one.account].append(one)
    accounts = LineAccount.objects.in_bulk(list(by_account))
    for number, theirs in by_account.items():
        if accounts[number].ended_at is not None:
            for one in theirs:
                settle(one, Found(State.FAILED, trouble="line_ended"), now=now)
            continue
        try:
            found = asking.ask(accounts[number], _fetching(theirs))
        except Exception:
            # What it holds comes back when the claim ends; the other accounts go on.
            log.exception("media of LINE account %d", number)
            continue
        for one, what in zip(theirs, found, strict=True):
            settle(one, what, now=clock.now())
    return len(claimed)


def claim(now: datetime) -> list[Claimed]:
    now_ms = clock.to_ms(now)
    if not LineMedia.objects.filter(state=State.ASKED, due_ms__lte=now_ms).exists():
        return []  # a look, before taking the turn to write
    statement = sql.CLAIM.format(lock=sql.LOCK if connection.vendor == "postgresql" else "")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [now_ms + LEASE_MS, now_ms, AT_ONCE, now_ms])
        return sorted((Claimed(*row) for row in cursor.fetchall()), key=lambda one: one.id)


def settle(one: Claimed, found: Found, *, now: datetime) -> None:
    """A file that nobody waits for any more, for its message was taken back, is removed again."""
    now_ms = clock.to_ms(now)
    name = files.write(found.content) if found.state == State.THERE else ""
    state, due_ms = found.state or State.ASKED, now_ms
    if state == State.ASKED:
        due_ms += WAITS_S[min(one.attempts, len(WAITS_S)) - 1] * clock.SECOND_MS
        if now_ms - one.asked_ms > TRIED_FOR_MS:
            state = State.FAILED
    settled_ms = None if state == State.ASKED else now_ms
    trouble = found.trouble.replace("\0", "")[:300]
    values: list[Any] = [
        state,
        due_ms,
        name,
        found.content_type.replace("\0", ""),
        len(found.content),
        trouble,
        settled_ms,
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SETTLE, [*values, one.id, one.claims])
        is_kept = cursor.rowcount == 1
    if name and not is_kept:
        files.remove(name)


def _fetching(theirs: Sequence[Claimed]) -> asking.Work[list[Found]]:
    async def work(client: Client) -> list[Found]:
        few = asyncio.Semaphore(TOGETHER)

        async def one(claimed: Claimed) -> Found:
            async with few:
                return await fetch(client, claimed)

        return await asyncio.gather(*(one(claimed) for claimed in theirs))

    return work
