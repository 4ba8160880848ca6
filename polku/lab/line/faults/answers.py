"""What a fault makes of a request: an answer, or none at all."""

from typing import Any

from polku.lab.line.faults.fault import Fault
from polku.lab.line.web.call import Refused

SENTENCES = {
    "rate": (429, "The API rate limit has been exceeded. Try again later."),
    "monthly": (429, "You have reached your monthly limit."),
    "concurrent": (429, "The number of concurrent operations on the audience has been exceeded"),
    "same_user": (429, "Too many messages have been sent to the same user"),
    "token": (
        401,
        "Authentication failed due to the following reason: invalid token. Confirm the access token in the header.",
    ),
}


def refusal(fault: Fault) -> Refused:
    """For those kinds that are answered and have no effect."""
    status, sentence = SENTENCES.get(fault.kind, (fault.status, "The server has an internal error"))
    return Refused(status, sentence)


async def silence(receive: Any) -> None:
    """Wait until whoever asked has given up."""
    while (await receive())["type"] != "http.disconnect":
        continue


async def cut(receive: Any, send: Any) -> None:
    """Let the connection fall, without a word. uvicorn's `send` is a method of what holds the transport."""
    send.__self__.transport.abort()
    await silence(receive)
