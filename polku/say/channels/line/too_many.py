"""429 means one of five things; which one, the words tell, and what LINE says of the month's quota."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from polku.kit.net import Answer
from polku.say.channels.line.answers import plain
from polku.say.channels.line.limits import limits
from polku.say.channels.line.trouble import Trouble

RATE, MONTHLY = "rate limit", "monthly limit"

Ask = Callable[[str], Awaitable[Mapping[str, Any] | None]]  # the JSON at a path of GET; None where it cannot be had


async def meaning(answer: Answer, ask: Ask, *, path: str, plan: str = "") -> Trouble:
    """Asks for quota and consumption where the words leave it open. `plan`: the account's, in limits.toml."""
    words = str(plain(answer).get("message", "")).lower()
    if RATE in words:
        return Trouble("line_rate")
    quota = await ask("/v2/bot/message/quota")
    used = await ask("/v2/bot/message/quota/consumption")
    if quota is None or used is None or quota.get("type") != "limited":
        return _by_words(words, path)
    most, so_far = _number(quota.get("value")), _number(used.get("totalUsage"))
    if so_far >= most:
        free = limits()["plans"].get(plan, {}).get("messages", most)
        return Trouble("line_cap" if most > free else "line_monthly")
    # The count is approximate, and leaves out what a running narrowcast has set aside.
    return Trouble("line_reserved") if MONTHLY in words else _by_words(words, path)


def _by_words(words: str, path: str) -> Trouble:
    if MONTHLY in words:
        return Trouble("line_monthly")
    if "/audienceGroup" in path:
        return Trouble("line_audience_busy")
    # What is left: too many messages to the same person.
    return Trouble("line_same_user") if "/message/push" in path else Trouble("line_rate")


def _number(given: Any) -> int:
    return given if isinstance(given, int) else 0
