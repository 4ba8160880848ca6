"""That somebody came by a link, where a page of ours or a program has seen it: an event, as all others are."""

from polku.act.rewards.referrals.follow import CAME, FIELD, INVITED, UNDONE
from polku.know.events.append import News, tell
from polku.know.events.event import Identity


def came(
    code: str,
    friend: Identity,
    *,
    opened_ms: int | None = None,
    device: str = "",
    network: str = "",
    key: str = "",
    now_ms: int,
) -> None:
    """`opened_ms`: when they opened the link. Said again it is the same event, unless it has a `key` of its own.
    Within the caller's transaction."""
    about: dict[str, object] = {FIELD: code}
    if opened_ms is not None:
        about["opened_ms"] = opened_ms
    if device:
        about["device"] = device
    if network:
        about["network"] = network
    key = f"referral {key}" if key else f"referral {code} {friend[0]} {friend[1]}"
    tell([News(INVITED, friend, key[:200], about, now_ms)], now_ms=now_ms)


def undone(code: str, friend: Identity, *, came_ms: int, now_ms: int) -> None:
    """Whoever said that they came at this instant was wrong. Within the caller's transaction."""
    about: dict[str, object] = {FIELD: code, CAME: came_ms}
    key = f"referral undone {code} {friend[0]} {friend[1]} {came_ms}"
    tell([News(UNDONE, friend, key[:200], about, now_ms)], now_ms=now_ms)
