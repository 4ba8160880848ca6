"""One page of followers' ids, and what LINE's answer means."""

from urllib.parse import urlencode

import msgspec

from polku.kit.net import NetError
from polku.say.channels.line.answers import plain, said
from polku.say.channels.line.client import TOO_MANY, Client
from polku.say.channels.line.trouble import LineTrouble

PATH, LIMIT = "/v2/bot/followers/ids", 1_000
NOT_ALLOWED, TOO_OLD = 403, 400
USER = 40  # letters


class Page(msgspec.Struct, frozen=True):
    """Its ids and the name of the next; or why there is none. `begins_anew`: LINE has forgotten where we were."""

    user_ids: tuple[str, ...] = ()
    following: str = ""
    trouble: str = ""
    is_refused: bool = False
    begins_anew: bool = False


async def ask(client: Client, start: str) -> Page:
    asked = {"limit": str(LIMIT)} | ({"start": start} if start else {})
    try:
        answer = await client.ask("GET", f"{PATH}?{urlencode(asked)}")
    except LineTrouble as problem:
        return Page(trouble=problem.trouble.reason)
    except NetError as problem:
        return Page(trouble=f"{problem.code}|{problem.detail}")
    if answer.status == TOO_MANY:
        client.refused("GET", PATH)
    if answer.status != 200:
        return Page(
            trouble=said(answer),
            is_refused=answer.status == NOT_ALLOWED,
            begins_anew=bool(start) and answer.status == TOO_OLD,
        )
    given = plain(answer)
    ids, following = given.get("userIds"), given.get("next")
    found = [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []
    whole = tuple(one for one in found if 0 < len(one) <= USER and "\0" not in one)
    return Page(whole, following if isinstance(following, str) and len(following) <= 1_000 else "")
