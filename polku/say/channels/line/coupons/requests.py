"""What LINE is asked about coupons. All raise LineTrouble; only `make` may leave open what has become of it."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from polku.kit.net import Answer, NetError
from polku.say.channels.line.answers import plain, refusal, said
from polku.say.channels.line.client import TOO_MANY, Client
from polku.say.channels.line.limits import limits
from polku.say.channels.line.trouble import LineTrouble, Trouble

PATH = "/v2/bot/coupon"
PAGES = 300  # of one status: more than LINE keeps valid, many times over
GONE, CLOSED_ALREADY = 404, 410


class Asked(msgspec.Struct, frozen=True):
    """`line_id`: it is made. `refused`: it is surely not. Neither: nobody knows, `why` says what came instead."""

    line_id: str = ""
    refused: Trouble | None = None
    why: str = ""


async def listed(client: Client, status: str) -> list[tuple[str, str]]:
    """(id, title) of all of that status, page by page."""
    found: list[tuple[str, str]] = []
    start = ""
    for _page in range(PAGES):
        asked = {"status": status, "limit": limits()["coupon"]["page"]} | ({"start": start} if start else {})
        answer = plain(_good(client, "GET", PATH, await client.ask("GET", f"{PATH}?{urlencode(asked)}")))
        items = [one for one in answer.get("items") or [] if isinstance(one, dict)]
        found += [(str(one.get("couponId", "")), str(one.get("title", ""))) for one in items]
        start = str(answer.get("next") or "")
        if not start:
            return found
    raise LineTrouble(Trouble("line_refused", f"more than {PAGES} pages"))


async def details(client: Client, line_ids: Iterable[str]) -> dict[str, Mapping[str, Any] | None]:
    """By id; None where LINE does not have it."""
    ids = list(line_ids)
    return dict(zip(ids, await asyncio.gather(*[_detail(client, one) for one in ids]), strict=True))


async def make(client: Client, body: Mapping[str, Any]) -> Asked:
    """LineTrouble, and `refused`: surely not made. The answer may be lost on its way back."""
    try:
        answer = await client.ask("POST", PATH, body=json.dumps(body).encode())
    except NetError as problem:
        return Asked(why=str(problem)[:200])
    line_id = plain(answer).get("couponId") if answer.status < 300 else None
    if isinstance(line_id, str) and line_id:
        return Asked(line_id)
    if answer.status < 300 or answer.status >= 500:
        return Asked(why=said(answer))
    if answer.status == TOO_MANY:
        _good(client, "POST", PATH, answer)
    return Asked(refused=refusal(answer))


async def close(client: Client, line_id: str) -> bool:
    """Whether LINE has it; closed already is as good."""
    path = f"{PATH}/{quote(line_id, safe='')}/close"
    answer = await client.ask("PUT", path)
    if answer.status == GONE:
        return False
    if answer.status != CLOSED_ALREADY:
        _good(client, "PUT", path, answer)
    return True


async def _detail(client: Client, line_id: str) -> Mapping[str, Any] | None:
    path = f"{PATH}/{quote(line_id, safe='')}"
    answer = await client.ask("GET", path)
    return None if answer.status == GONE else plain(_good(client, "GET", path, answer))


def _good(client: Client, method: str, path: str, answer: Answer) -> Answer:
    if answer.status == TOO_MANY:
        client.refused(method, path)
        raise LineTrouble(Trouble("line_rate"))
    if answer.status >= 300:
        raise LineTrouble(refusal(answer))
    return answer
