"""One request for somebody's profile, and what its answer means."""

from urllib.parse import quote

import msgspec

from polku.kit.net import NetError
from polku.say.channels.line.answers import plain, said
from polku.say.channels.line.client import TOO_MANY, Client
from polku.say.channels.line.trouble import LineTrouble

UNKNOWN = (400, 404)  # no friend, blocked, gone from LINE, or nobody of this account's


class Profile(msgspec.Struct, frozen=True):
    """As LINE tells it; "" for what is not told."""

    name: str = ""
    picture_url: str = ""
    status_message: str = ""
    language: str = ""


class Found(msgspec.Struct, frozen=True):
    """Without a profile: nobody may know it, or, where there is trouble, it is to be asked for again."""

    user_id: str
    profile: Profile | None = None
    trouble: str = ""


async def ask(client: Client, user_id: str) -> Found:
    path = f"/v2/bot/profile/{quote(user_id, safe='')}"
    try:
        answer = await client.ask("GET", path)
    except LineTrouble as problem:
        return Found(user_id, trouble=problem.trouble.reason)
    except NetError as problem:
        return Found(user_id, trouble=f"{problem.code}|{problem.detail}")
    if answer.status == TOO_MANY:
        client.refused("GET", path)
    if answer.status != 200:
        return Found(user_id, trouble="" if answer.status in UNKNOWN else said(answer))
    given = plain(answer)

    def text(name: str, most: int) -> str:
        value = given.get(name)
        return value.replace("\0", "")[:most] if isinstance(value, str) else ""

    return Found(
        user_id,
        Profile(text("displayName", 200), text("pictureUrl", 2_000), text("statusMessage", 500), text("language", 20)),
    )
