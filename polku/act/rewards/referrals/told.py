"""That somebody came by a link, where a page of ours or a program has seen it: an event, as all others are."""

from polku.act.rewards.referrals.follow import FIELD, INVITED
from polku.know.events.append import News, tell
from polku.know.events.event import Identity


def came(
    code: str, friend: Identity, *, opened_ms: int | None = None, device: str = "", network: str = "", now_ms: int
) -> None:
    """`opened_ms`: when they opened the link. Said again it is the same event. Within the caller's transaction."""
    about: dict[str, object] = {FIELD: code}
    if opened_ms is not None:
        about["opened_ms"] = opened_ms
    if device:
        about["device"] = device
    if network:
        about["network"] = network
    key = f"referral {code} {friend[0]} {friend[1]}"
    tell([News(INVITED, friend, key[:200], about, now_ms)], now_ms=now_ms)
