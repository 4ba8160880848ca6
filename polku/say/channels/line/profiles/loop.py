"""Asking for the profiles that are due: some at a time, each account on its own, and none while LINE has trouble."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

from polku.kit import clock
from polku.say.channels.line import asking
from polku.say.channels.line.client import Client
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.profiles.ask import Found, ask
from polku.say.channels.line.profiles.keep import keep

log = logging.getLogger(__name__)

AT_ONCE = 100
TOGETHER = 20
LONGEST_WAIT_S = 300


class Profiles:
    """The loop's memory: which account is to be left alone for a while. For one thread."""

    def __init__(self) -> None:
        self._failed: dict[int, int] = {}  # account → how often in a row
        self._from_ms: dict[int, int] = {}

    def tick(self, now: datetime) -> int:
        now_ms = clock.to_ms(now)
        accounts = LineAccount.objects.filter(ended_at=None, stopped_at=None).order_by("pk")
        return sum(self._ask(one) for one in accounts if self._from_ms.get(one.pk, 0) <= now_ms)

    def _ask(self, account: LineAccount) -> int:
        due = list(
            LineFriend.objects.filter(account=account, profile_ms=None, refused_ms=None, is_friend=True)
            .order_by("pk")
            .values_list("user_id", flat=True)[:AT_ONCE]
        )
        if not due:
            return 0
        try:
            found = asking.ask(account, _asking(due))
        except Exception:
            log.exception("profiles of LINE account %d", account.pk)
            found = [Found(user_id, trouble="failed") for user_id in due]
        now_ms = clock.now_ms()
        keep(account.pk, account.name, found, now_ms=now_ms)
        self._judge(account.pk, has_failed=all(one.trouble for one in found), now_ms=now_ms)
        return len([one for one in found if not one.trouble])

    def _judge(self, account: int, *, has_failed: bool, now_ms: int) -> None:
        self._failed[account] = self._failed.get(account, 0) + 1 if has_failed else 0
        wait_s = min(LONGEST_WAIT_S, 2 ** min(self._failed[account], 10)) if has_failed else 0
        self._from_ms[account] = now_ms + wait_s * clock.SECOND_MS


def _asking(user_ids: Sequence[str]) -> asking.Work[list[Found]]:
    async def work(client: Client) -> list[Found]:
        few = asyncio.Semaphore(TOGETHER)

        async def one(user_id: str) -> Found:
            async with few:
                return await ask(client, user_id)

        return await asyncio.gather(*(one(user_id) for user_id in user_ids))

    return work
