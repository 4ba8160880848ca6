"""The bot itself, profiles, followers."""

import numpy as np

from polku.lab.line.account import FRIEND
from polku.lab.line.paging import part
from polku.lab.line.user_ids import FORM
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint
from polku.lab.line.wrote import Wrote
from polku.lab.people import person

LANGUAGES = {"zh-Hans": "zh-CN"}


def info(call: Call) -> Answer:
    account = call.account
    said = {"userId": account.user_id, "basicId": account.basic_id, "displayName": account.name}
    said["pictureUrl"] = f"http://{call.header(b'host')}/lab/pictures/account-{account.channel_id}"
    return told(
        {**said, "chatMode": account.chat_mode, "markAsReadMode": "auto" if account.chat_mode == "bot" else "manual"}
    )


def profile(call: Call) -> Answer:
    """Of friends, and of strangers who have written. Who blocked the account is not found."""
    number = number_of(call)
    account = call.account
    if not account.is_friend(number) and number not in account.shelf(Wrote).at_ms:
        raise Refused(404, "Not found")
    return told(shown(call, number) | {"language": _language(number)})


def shown(call: Call, number: int) -> dict[str, str]:
    return {
        "userId": call.account.ids.of(number),
        "displayName": person(number).name,
        "pictureUrl": f"http://{call.header(b'host')}/lab/pictures/{number}",
    }


def followers(call: Call) -> Answer:
    if not call.account.is_verified:
        raise Refused(403, "Access to this API is not available for your account")
    size = min(int(call.asked("limit", "300")), 1_000)
    numbers = np.flatnonzero(call.account.states == FRIEND).astype(np.int64)
    first, more = part(call, len(numbers), size=size)
    return told({"userIds": call.account.ids.of_many(numbers[first : first + size]), **more})


def number_of(call: Call) -> int:
    """Which of the world's people the address names. Raises Refused."""
    user_id = call.params["userId"]
    if not FORM.fullmatch(user_id):
        raise Refused(400, "The value for the 'userId' parameter is invalid")
    number = call.account.ids.number(user_id)
    if not 0 <= number < call.world.people:
        raise Refused(404, "Not found")
    return number


def _language(number: int) -> str:
    language = person(number).language
    return LANGUAGES.get(language, language)


ENDPOINTS = [
    endpoint("GET", "/v2/bot/info", info),
    endpoint("GET", "/v2/bot/profile/{userId}", profile),
    endpoint("GET", "/v2/bot/followers/ids", followers),
]
