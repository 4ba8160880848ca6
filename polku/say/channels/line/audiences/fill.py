"""The ids go to LINE, a block in a step: the first makes the audience, the others are added to it."""

from collections.abc import Sequence
from datetime import datetime

from polku.kit import clock
from polku.say.channels.line import asking
from polku.say.channels.line.audiences import clear, requests
from polku.say.channels.line.audiences.keep import keep
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.audiences.names import name_of
from polku.say.channels.line.audiences.problems import AudienceTrouble
from polku.say.channels.line.client import Client
from polku.say.channels.line.limits import limits

State = LineAudience.State
TAKES_MS = 2 * clock.SECOND_MS  # no audience is ready sooner

_ids: dict[int, tuple[int, Sequence[str]]] = {}  # row → its run, and whom it is made of


def remember(row: LineAudience, users: Sequence[str]) -> None:
    _ids[row.pk] = (row.run, users)


def has_ids(row: LineAudience) -> bool:
    return row.pk in _ids and _ids[row.pk][0] == row.run


def drop(row: LineAudience) -> None:
    _ids.pop(row.pk, None)


def fill(row: LineAudience, *, now: datetime) -> None:
    """The next block. The same block twice is once; the first, unheard of, is removed and made again."""
    most = limits()["audience"]["ids_json"]
    users = _ids[row.pk][1]
    part = users[row.sent * most : (row.sent + 1) * most]
    number = row.making_id
    if number is None:
        clear.sweep(row, but=row.live_id)
        number = asking.ask(row.account, lambda client: _make(client, name_of(row), part))
    else:
        into = number
        asking.ask(row.account, lambda client: requests.add(client, into, part))
    is_whole = (row.sent + 1) * most >= len(users)
    if is_whole:
        drop(row)
    keep(
        row,
        due_ms=clock.to_ms(now) + (TAKES_MS if is_whole else 0),
        making_id=number,
        sent=row.sent + 1,
        state=State.WAITING if is_whole else State.MAKING,
        trouble="",
        tries=0,
    )


async def _make(client: Client, name: str, users: Sequence[str]) -> int:
    if not await requests.has_room(client):
        raise AudienceTrouble("audience_full", str(limits()["audience"]["audiences"]))
    return await requests.make(client, name, users)
