"""Checks of messages before they are sent, the sign that an answer is being written, and what has been read."""

from polku.lab.line.user_ids import FORM
from polku.lab.line.web.call import Answer, Call, Refused
from polku.lab.line.web.gate import endpoint

KINDS = ("reply", "push", "multicast", "narrowcast", "broadcast")


def valid(_call: Call) -> Answer:
    """The gate has looked at the messages already."""
    return Answer()


def loading(call: Call) -> Answer:
    if not FORM.fullmatch(call.json["chatId"]):
        raise Refused(400, "The chatId must be a user ID")
    if call.json.get("loadingSeconds", 20) % 5:
        raise Refused(400, "loadingSeconds must be a multiple of 5")
    return Answer(202)


def read_by_token(call: Call) -> Answer:
    if not call.json["markAsReadToken"].startswith("read-"):
        raise Refused(400, "Invalid markAsReadToken")
    return Answer()


def read(_call: Call) -> Answer:
    return Answer()


ENDPOINTS = [
    *(endpoint("POST", f"/v2/bot/message/validate/{kind}", valid) for kind in KINDS),
    endpoint("POST", "/v2/bot/chat/loading/start", loading),
    endpoint("POST", "/v2/bot/chat/markAsRead", read_by_token),
    endpoint("POST", "/v2/bot/message/markAsRead", read),
]
