"""What LINE is asked about audiences. All raise AudienceTrouble, and LineTrouble where LINE cannot be reached."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from polku.kit.net import Answer, NetError
from polku.say.channels.line import too_many
from polku.say.channels.line.answers import plain
from polku.say.channels.line.audiences.problems import AudienceTrouble, of_answer
from polku.say.channels.line.client import TOO_MANY, Client
from polku.say.channels.line.limits import limits

PATH = "/v2/bot/audienceGroup"
ANSWER_S = 35.0  # LINE asks for at least 30
PAGE = 40  # the most that LINE lists at once
PAGES = 50
NOT_THERE = 404


async def make(client: Client, name: str, users: Sequence[str]) -> int:
    """LINE's number of a new one, with these in it."""
    body = {"description": name, "isIfaAudience": False, "audiences": [{"id": user} for user in users]}
    answer = plain(_good(await _ask(client, "POST", f"{PATH}/upload", body)))
    number = answer.get("audienceGroupId")
    if not isinstance(number, int):
        raise AudienceTrouble("audience_no_answer", "audienceGroupId", is_temporary=True)
    return number


async def add(client: Client, number: int, users: Sequence[str]) -> None:
    """Twice is once."""
    body = {"audienceGroupId": number, "audiences": [{"id": user} for user in users]}
    _good(await _ask(client, "PUT", f"{PATH}/upload", body))


async def look(client: Client, number: int) -> Mapping[str, Any] | None:
    """What LINE says of it; None where it is not there."""
    answer = await _ask(client, "GET", f"{PATH}/{number}")
    if _is_gone(answer):
        return None
    found = plain(_good(answer)).get("audienceGroup")
    return found if isinstance(found, dict) else {}


async def remove(client: Client, number: int) -> None:
    """Gone already is as good."""
    answer = await _ask(client, "DELETE", f"{PATH}/{number}")
    if not _is_gone(answer):
        _good(answer)


async def named(client: Client, beginning: str) -> list[int]:
    """Numbers of all whose name begins like this."""
    found: list[int] = []
    for page in range(1, PAGES + 1):
        asked = urlencode({"page": page, "size": PAGE, "description": beginning})
        answer = plain(_good(await _ask(client, "GET", f"{PATH}/list?{asked}")))
        groups = [one for one in answer.get("audienceGroups") or [] if isinstance(one, dict)]
        found += [
            one["audienceGroupId"] for one in groups if str(one.get("description", "")).lower().startswith(beginning)
        ]
        if not answer.get("hasNextPage"):
            break
    return found


async def has_room(client: Client) -> bool:
    """Whether one more may be made."""
    answer = plain(_good(await _ask(client, "GET", f"{PATH}/list?page=1&size=1")))
    count = answer.get("readWriteAudienceGroupTotalCount", answer.get("totalCount"))
    return not isinstance(count, int) or count < limits()["audience"]["audiences"]


async def _ask(client: Client, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
    content = None if body is None else json.dumps(body).encode()
    try:
        answer = await client.ask(method, path, body=content, timeout_s=ANSWER_S)
    except NetError as problem:
        raise AudienceTrouble("audience_no_answer", str(problem)[:200], is_temporary=True) from problem
    if answer.status == TOO_MANY:
        client.refused(method, path)
        why = await too_many.meaning(answer, client.read, path=path, plan=client.way.plan)
        raise AudienceTrouble(why.code, why.detail, is_temporary=True)
    return answer


def _is_gone(answer: Answer) -> bool:
    """LINE says so by status, or by a code."""
    return answer.status == NOT_THERE or (answer.status == 400 and of_answer(answer).code == "audience_gone")


def _good(answer: Answer) -> Answer:
    if answer.status >= 300:
        raise of_answer(answer)
    return answer
