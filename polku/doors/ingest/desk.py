"""Where uses of coupons wait for each other: while some are written, others gather, and go together."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
from django.db import connection

from polku.act.rewards.coupons.moment import zones
from polku.act.rewards.coupons.redeem import Refused, Wanted, redeem_each
from polku.act.rewards.ledger.once import Answered
from polku.act.rewards.pricing.basket import Basket
from polku.act.rewards.till import guesses
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import clock, seal
from polku.know.teams.models import ApiKey
from polku.know.teams.rights import key_may

TOGETHER = 64
USED_EVERY = timedelta(minutes=1)

log = logging.getLogger(__name__)

Outcome = Answered | Refused | None  # None: it goes the long way


class Ask(msgspec.Struct, frozen=True):
    """`token`: the API key's; `key`: of this act; `lot`: which coupon."""

    token: str
    key: str
    lot: int
    basket: Basket | None
    store: str
    address: str  # of the network


class Desk:
    """`of` from the event loop."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="uses")
        self._waiting: list[tuple[Ask, asyncio.Future[Outcome]]] = []
        self._task: asyncio.Task[None] | None = None

    def close(self) -> None:
        self._thread.shutdown()

    async def of(self, ask: Ask) -> Outcome:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((ask, future))
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._serve())
        return await future

    async def _serve(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            asks = [ask for ask, _future in group]
            outcomes = await asyncio.get_running_loop().run_in_executor(self._thread, _written, asks)
            for (_ask, future), outcome in zip(group, outcomes, strict=True):
                if not future.done():  # else the till has gone
                    future.set_result(outcome)


def _written(asks: Sequence[Ask]) -> Sequence[Outcome]:
    """What came of each, on the disk."""
    try:
        return _uses(asks)
    except Exception as problem:  # noqa: BLE001 - whatever it was: each alone may fare better, and says what is wrong
        log.warning("uses go one by one: %s", problem)
        connection.close()
        return [None] * len(asks)


def _uses(asks: Sequence[Ask]) -> Sequence[Outcome]:
    keys = _keys({ask.token for ask in asks})
    clocks = zones({ask.store for ask in asks})
    now = clock.now()
    waits = _waiting({(keys[ask.token].pk, ask.address) for ask in asks if ask.token in keys}, clock.to_ms(now))
    own = [place for place, ask in enumerate(asks) if _may(keys.get(ask.token), ask, waits)]
    wanted = [
        (
            f"{keys[ask.token].pk}/{ask.key}",
            Wanted(
                ask.lot,
                now.astimezone(clocks[ask.store]),
                basket=ask.basket,
                store=ask.store,
                by=f"key:{keys[ask.token].pk}",
            ),
        )
        for ask in (asks[place] for place in own)
    ]
    found = dict(zip(own, redeem_each(wanted) if wanted else (), strict=True))
    return [one if isinstance(one := found.get(place), Answered | Refused) else None for place in range(len(asks))]


def _keys(tokens: set[str]) -> dict[str, ApiKey]:
    prints = {seal.fingerprint(token): token for token in tokens}
    found = {prints[row.fingerprint]: row for row in ApiKey.objects.filter(fingerprint__in=prints, ended_at=None)}
    now = clock.now()
    stale = [row.pk for row in found.values() if row.used_at is None or now - row.used_at >= USED_EVERY]
    if stale:
        ApiKey.objects.filter(pk__in=stale).update(used_at=now)
    return found


def _waiting(callers: set[tuple[int, str]], now_ms: int) -> set[tuple[int, str]]:
    """Those who have tried too many codes that nobody has: right ones are refused as well, by who has words for it."""
    found = set()
    for key, address in callers:
        try:
            guesses.may_ask(Teller(f"key:{key}", address=address), now_ms=now_ms)
        except TillProblem:
            found.add((key, address))
    return found


def _may(key: ApiKey | None, ask: Ask, waits: set[tuple[int, str]]) -> bool:
    if key is None or (key.pk, ask.address) in waits:
        return False
    return key_may(key, "till.use") and (not key.stores or ask.store in key.stores)
