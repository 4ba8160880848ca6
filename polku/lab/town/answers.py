"""`/lab/town`: the town's true numbers, what has happened in it, and its switch."""

from dataclasses import asdict
from typing import Annotated, Any

import msgspec

from polku.lab.line.control.accounts import chosen
from polku.lab.line.control.row import Row
from polku.lab.line.web.call import Answer, Call, told
from polku.lab.town.live import Live, Plan
from polku.lab.town.stores import STORES
from polku.lab.town.truth import Truth


class Square:
    """On the world's shelf: the town, where there is one."""

    live: Live | None = None

    async def close(self) -> None:
        live, self.live = self.live, None
        if live is not None:
            await live.close()


class NewTown(msgspec.Struct):
    """Everybody in the lab lives in it.

    `polku` and `write_key`: where purchases go, as `Order Completed` of the user id that `user_id` makes of a person's
    number; without a key they stay in the town's books. `lift`: the true effect of a message; null for the usual one.
    """

    seed: int = 1
    polku: str = ""
    write_key: str = ""
    currency: str = "USD"
    user_id: str = "{number}"
    lift: Annotated[float, msgspec.Meta(ge=0, le=100)] | None = None


def look(call: Call) -> Answer:
    live = call.world.shelf(Square).live
    truth = live.plan.truth if live else Truth()
    return told({"truth": asdict(truth), "stores": [asdict(one) for one in STORES], "town": _shown(live)})


async def begin(call: Call) -> Answer:
    wanted = msgspec.json.decode(call.body or b"{}", type=NewTown)
    square = call.world.shelf(Square)
    await square.close()
    truth = Truth() if wanted.lift is None else Truth(lift=wanted.lift)
    plan = Plan(wanted.seed, wanted.polku.rstrip("/"), wanted.write_key, wanted.currency, wanted.user_id, truth)
    square.live = Live(call.world, chosen(call), plan)
    return look(call)


async def end(call: Call) -> Answer:
    await call.world.shelf(Square).close()
    return look(call)


def _shown(live: Live | None) -> dict[str, Any] | None:
    if live is None:
        return None
    return {
        "people": live.town.count,
        "seed": live.plan.seed,
        "now_ms": live.town.now_ms,
        "begun_ms": live.town.begun_ms,
        "happened": live.books.totals(),
        "told_polku": asdict(live.road.told),
    }


ROWS = [
    Row("GET", "/lab/town", look, "The town: its true numbers, and what has happened in it."),
    Row("POST", "/lab/town", begin, "Let a town live, on the lab's clock; another one ends.", body=NewTown, status=200),
    Row("DELETE", "/lab/town", end, "End the town; the world stays as it is."),
]
