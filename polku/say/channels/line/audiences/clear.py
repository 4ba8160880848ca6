"""What LINE has of an audience and should have no more; what a narrowcast under way names stays until that is over."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from polku.kit import clock
from polku.say.channels.line import asking
from polku.say.channels.line.audiences import requests
from polku.say.channels.line.audiences.keep import keep
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.audiences.names import beginning
from polku.say.channels.line.client import Client
from polku.say.channels.line.wide.recipients import in_use

AGAIN_MS = clock.MINUTE_MS
# Of a row of which LINE has nothing.
NOTHING: Mapping[str, Any] = {
    "live_id": None,
    "live_count": 0,
    "live_told": None,
    "live_digest": "",
    "live_at": None,
    "trouble": "",
    "tries": 0,
}


def removable(row: LineAudience) -> list[int]:
    """Those of the replaced ones that may go."""
    if not row.old_ids:
        return []
    kept = in_use(row.account)
    return [number for number in row.old_ids if number not in kept]


def remove_old(row: LineAudience, number: int) -> None:
    """One of those that were replaced."""
    asking.ask(row.account, lambda client: requests.remove(client, number))
    keep(row, old_ids=[one for one in row.old_ids if one != number])


def end(row: LineAudience, *, now: datetime) -> None:
    """All that was ever made for this row; what is still in use later, and then the row is gone."""
    left = sweep(row, also=[*row.old_ids, row.live_id, row.making_id])
    later = clock.to_ms(now) + AGAIN_MS if left else None
    keep(row, due_ms=later, is_gone=not left, state=LineAudience.State.IDLE, making_id=None, old_ids=left, **NOTHING)


def sweep(row: LineAudience, *, but: int | None = None, also: Sequence[int | None] = ()) -> list[int]:
    """Remove what LINE has under this row's name, and these; but not that one. Gives those that had to stay."""
    kept = in_use(row.account)

    async def work(client: Client) -> None:
        found = await requests.named(client, beginning(row))
        for number in dict.fromkeys([*found, *also]):
            if number is not None and number != but and number not in kept:
                await requests.remove(client, number)

    asking.ask(row.account, work)
    return sorted({number for number in also if number is not None and number in kept})
