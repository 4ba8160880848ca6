"""One request for what somebody has sent, and what its answer means."""

from urllib.parse import quote

import msgspec

from polku.kit.net import NetError
from polku.say.channels.line.answers import plain, said
from polku.say.channels.line.client import TOO_MANY, Client
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.trouble import LineTrouble

MOST_BYTES = 50 * 2**20  # ours; it is held in memory while it comes
TIMEOUT_S = 60.0
PREPARING, GONE = 202, (404, 410)
State = LineMedia.State


class Claimed(msgspec.Struct, frozen=True):
    """A row that we hold, by the number of our claim."""

    id: int
    account: int
    message_id: str
    attempts: int  # this one counted
    claims: int
    asked_ms: int


class Found(msgspec.Struct, frozen=True):
    """What came of it. Without a state it is to be tried again."""

    state: str = ""
    content: bytes = b""
    content_type: str = ""
    trouble: str = ""


async def fetch(client: Client, claimed: Claimed) -> Found:
    path = f"/v2/bot/message/{quote(claimed.message_id, safe='')}/content"
    try:
        answer = await client.ask("GET", path, is_data=True, most_bytes=MOST_BYTES, timeout_s=TIMEOUT_S)
        if answer.status == 200:
            if answer.is_cut:
                return Found(State.TOO_LARGE)
            return Found(State.THERE, answer.body, answer.headers.get("content-type", "")[:100])
        if answer.status == PREPARING:
            return await _preparing(client, path)
        if answer.status == TOO_MANY:
            client.refused("GET", path)
    except LineTrouble as problem:
        return Found(trouble=problem.trouble.reason)
    except NetError as problem:
        return Found(trouble=f"{problem.code}|{problem.detail}")
    return Found(State.GONE if answer.status in GONE else "", trouble=said(answer))


async def _preparing(client: Client, path: str) -> Found:
    """LINE is still at work on a large one; it may also have given up."""
    answer = await client.ask("GET", f"{path}/transcoding", is_data=True)
    has_failed = answer.status == 200 and plain(answer).get("status") == "failed"
    return Found(State.FAILED if has_failed else "", trouble="transcoding")
