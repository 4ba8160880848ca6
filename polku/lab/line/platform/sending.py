"""Reply, push, multicast, broadcast."""

import re

import numpy as np

from polku.lab.line.account import BLOCKED
from polku.lab.line.chats import Sending
from polku.lab.line.counting import quota, units
from polku.lab.line.delivery import all_friends, deliver, friends_among, say
from polku.lab.line.groups import Groups
from polku.lab.line.user_ids import FORM, Numbers
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint
from polku.lab.line.webhooks.reply_tokens import ReplyTokens
from polku.lab.line.wrote import Wrote

GROUP = re.compile(r"[CR][0-9a-f]{32}")
INVALID_TO = "The property, 'to', in the request body is invalid (line: -, column: -)"
QUOTABLE = {"text", "textV2", "sticker", "image", "video", "template", "flex"}


def reply(call: Call) -> Answer:
    tokens = call.account.shelf(ReplyTokens)
    number = tokens.use(call.json["replyToken"], patience_s=call.world.clock.patience_s())
    if number is None:
        raise Refused(400, "Invalid reply token")
    _check_chat(call, number=number)
    return told({"sentMessages": _sent(call, _send(call, "reply", np.array([number], dtype=np.int64)))})


def push(call: Call) -> Answer:
    to: str = call.json["to"]
    if GROUP.fullmatch(to):
        members = call.account.shelf(Groups).members.get(to)
        if members is None:
            raise Refused(400, "Failed to send messages")
        _check_chat(call, number=None)
        numbers = np.array(sorted(members), dtype=np.int64)
        return told({"sentMessages": _sent(call, _send(call, "push", numbers))})
    if not FORM.fullmatch(to):
        raise Refused(400, INVALID_TO)
    number = call.account.ids.number(to)
    if not 0 <= number < call.world.people:
        raise Refused(400, "Failed to send messages")
    wrote = call.account.shelf(Wrote).lately(number, call.world.clock.now_ms())
    _check_chat(call, number=number)
    reached = call.account.is_friend(number) or (wrote and call.account.states[number] != BLOCKED)
    numbers = np.array([number] if reached else [], dtype=np.int64)
    return told({"sentMessages": _sent(call, _send(call, "push", numbers))})


def multicast(call: Call) -> Answer:
    """LINE says of ids that it does not know both that they are passed over and that they are an error."""
    ids: list[str] = call.json["to"]
    numbers = call.account.ids.numbers(ids)
    is_known = (numbers >= 0) & (numbers < call.world.people)
    if not is_known.all():
        if not call.account.passes_over_strangers or not all(map(FORM.fullmatch, ids)):
            raise Refused(400, INVALID_TO)
        numbers = numbers[is_known]
    chosen = np.unique(numbers)
    if len(chosen) < len(numbers):
        call.notes.append("the same user id twice in one multicast")
        call.is_red = True
    _send(call, "multicast", friends_among(call.account, chosen))
    return Answer()


def broadcast(call: Call) -> Answer:
    _send(call, "broadcast", all_friends(call.account))
    return Answer()


def _check_chat(call: Call, *, number: int | None) -> None:
    """What holds in one chat: quotes of its own messages only, mentions and no tracked films in groups only."""
    for message in call.json["messages"]:
        if quoted := message.get("quoteToken"):
            sending = call.account.chats.by_message(quoted.removeprefix("quote-"))
            if sending is None or (number is not None and not call.account.chats.has(number, sending)):
                raise Refused(400, "Invalid quoteToken")
        holes = (message.get("substitution") or {}).values() if message["type"] == "textV2" else ()
        if number is not None and any(one["type"] == "mention" for one in holes):
            raise Refused(400, "Mentions can be used in groups and multi-person chats only")
        if number is None and message.get("trackingId"):
            raise Refused(400, "The trackingId cannot be used in groups and multi-person chats")


def _send(call: Call, way: str, numbers: Numbers) -> Sending:
    if way != "reply":
        quota.check(call.world, call.account, len(numbers))
    unit = units.take(call.world, call.account, call.json.get("customAggregationUnits"))
    more = {"request_id": call.request_id, "retry_key": call.retry_key, "unit": unit}
    sending = say(call.world, call.account, way, call.json["messages"], **more)
    quota.count(call.world, call.account, way, len(numbers))
    return deliver(call.world, call.account, sending, numbers)


def _sent(call: Call, sending: Sending) -> list[dict[str, str]]:
    """What reply and push tell of each message: its id, and by what it can be quoted."""
    ids = sending.message_ids()
    return [
        {"id": one, "quoteToken": f"quote-{one}"} if message["type"] in QUOTABLE else {"id": one}
        for one, message in zip(ids, call.json["messages"], strict=True)
    ]


ENDPOINTS = [
    endpoint("POST", "/v2/bot/message/reply", reply),
    endpoint("POST", "/v2/bot/message/push", push, takes_retry_key=True),
    endpoint("POST", "/v2/bot/message/multicast", multicast, takes_retry_key=True),
    endpoint("POST", "/v2/bot/message/broadcast", broadcast, takes_retry_key=True),
]
