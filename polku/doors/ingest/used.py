"""What comes of uses of coupons that were asked for together."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards.coupons.moment import zones
from polku.act.rewards.coupons.redeem import Refused, Wanted, redeem_each
from polku.act.rewards.ledger.once import Answered
from polku.act.rewards.pricing.basket import Basket
from polku.act.rewards.till import guesses
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller
from polku.doors.ingest.callers import keys_of
from polku.kit import clock
from polku.know.teams.models import ApiKey
from polku.know.teams.rights import key_may

Outcome = Answered | Refused


class Ask(msgspec.Struct, frozen=True):
    """`token`: the API key's; `key`: of this act; `lot`: which coupon."""

    token: str
    key: str
    lot: int
    basket: Basket | None
    store: str
    address: str  # of the network


def used(asks: Sequence[Ask]) -> list[Outcome | None]:
    keys = keys_of({ask.token for ask in asks})
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
