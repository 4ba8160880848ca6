"""Asking for the pages that links lead to: only when a person wants to know, briefly, and a few at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from polku.act.campaigns.checklist.links import is_ours
from polku.kit import net

MOST = 20  # distinct addresses of one message
TIMEOUT_S, HOPS, BYTES, AT_ONCE = 5.0, 3, 1_024, 5
ERROR = 400
TAKES_NO_PROGRAMS = (401, 403, 405, 429)  # a page that is there, but not for us


@dataclass(frozen=True)
class Reached:
    """`trouble`: a sentence; "" where the page answers. `is_sure`: False where only a person can tell."""

    address: str
    trouble: str = ""
    is_sure: bool = True


def look_at(addresses: Sequence[str]) -> list[Reached]:
    """In their order; ours are not asked for, since the checklist knows them. Never within an event loop."""
    return asyncio.run(_all([one for one in dict.fromkeys(addresses) if not is_ours(one)][:MOST]))


async def _all(addresses: Sequence[str]) -> list[Reached]:
    allow = settings.ALLOW_PRIVATE_ADDRESSES
    turn = asyncio.Semaphore(AT_ONCE)
    async with net.open_session(allow_private=allow, connections=AT_ONCE) as session:
        return list(await asyncio.gather(*(_one(session, one, turn, allow=allow) for one in addresses)))


async def _one(session: net.Session, address: str, turn: asyncio.Semaphore, *, allow: bool) -> Reached:
    async with turn:
        try:
            async with asyncio.timeout(TIMEOUT_S):
                status = await _status(session, address, allow=allow)
        except TimeoutError:
            return Reached(address, str(net.TooSlow.sentence))
        except net.NetError as problem:
            return Reached(address, str(problem.sentence))
    if status < ERROR:
        return Reached(address)
    if status in TAKES_NO_PROGRAMS:
        sentence = _("It does not answer programs ({status}). Follow it yourself.")
        return Reached(address, sentence.format(status=status), is_sure=False)
    return Reached(address, _("There is no such page: it answers {status}.").format(status=status))


async def _status(session: net.Session, address: str, *, allow: bool) -> int:
    """After a few redirects."""
    for _hop in range(HOPS + 1):
        answer = await net.ask(session, address, allow_private=allow, most_bytes=BYTES, timeout_s=TIMEOUT_S)
        target = answer.headers.get("location")
        if answer.status not in net.REDIRECTS or not target:
            break
        address = urljoin(answer.url, target)
    return answer.status
