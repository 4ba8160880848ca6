"""Requests of one account on their way to its relay, one after the other."""

from collections.abc import Sequence

import msgspec

from polku.kit import clock, net
from polku.say.channels.line.relay.claim import Claimed

TIMEOUT_S = 5.0
ANSWER_BYTES = 2_000
LONGEST_S = 20.0  # then what is left is claimed anew: a claim must not end under our hands
TRIED_FOR_MS = clock.HOUR_MS
MALFORMED = frozenset((400, 413, 415, 422))  # the other one will never take this request


class Sent(msgspec.Struct):
    """What became of some requests, in their order: gone on, given up, and left from the first that was not taken."""

    gone: list[Claimed]
    given_up: list[Claimed]
    left: list[Claimed]
    trouble: str = ""
    is_refused: bool = False  # the first of what is left was tried


async def send(session: net.Session, url: str, claimed: Sequence[Claimed], *, allow_private: bool) -> Sent:
    began, sent = clock.monotonic(), Sent([], [], [])
    for nth, one in enumerate(claimed):
        if clock.monotonic() - began > LONGEST_S:
            sent.left = list(claimed[nth:])
            break
        trouble, is_malformed = await _post(session, url, one, allow_private=allow_private)
        if not trouble:
            sent.gone.append(one)
        elif is_malformed or clock.now_ms() - one.received_ms > TRIED_FOR_MS:
            sent.given_up.append(one)
        else:
            sent.left, sent.trouble, sent.is_refused = list(claimed[nth:]), trouble, True
            break
    return sent


async def _post(session: net.Session, url: str, one: Claimed, *, allow_private: bool) -> tuple[str, bool]:
    """Why it was not taken ("": it was), and whether it never will be."""
    headers = {"Content-Type": "application/json; charset=utf-8", "x-line-signature": one.signature}
    try:
        answer = await net.ask(
            session,
            url,
            allow_private=allow_private,
            method="POST",
            headers=headers | {"User-Agent": "polku"},
            body=one.body,
            most_bytes=ANSWER_BYTES,
            timeout_s=TIMEOUT_S,
        )
    except net.NetError as problem:
        return f"{problem.code}|{problem.detail}", False
    return ("" if 200 <= answer.status < 300 else f"status|{answer.status}"), answer.status in MALFORMED
