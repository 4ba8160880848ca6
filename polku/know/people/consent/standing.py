"""What holds now, from all that a person ever said."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from polku.know.people.consent.purposes import Basis
from polku.know.people.consent.saying import GIVEN, PAUSED, RESUMED, WITHDRAWN

# Why we may not.
NEVER_GIVEN, HAS_WITHDRAWN, IS_PAUSED, NOT_THIS_TOPIC = "none", "withdrawn", "paused", "topic"


class Said(Protocol):
    """A saying, or a row of the table."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def at_ms(self) -> int: ...
    @property
    def until_ms(self) -> int | None: ...


def why_not(said: Sequence[Said], *, purpose: str, channel: str, topic: str = "", basis: Basis, now_ms: int) -> str:
    """The reason against sending, or "". `basis` is that of the purpose as this channel softens it.

    A withdrawal counts on every basis; without one, only opt-in asks for a consent. Topics are refused one by one.
    """
    if not said:
        return NEVER_GIVEN if basis == "opt_in" else ""
    newest = deciding(said, purpose=purpose, channel=channel)
    if newest is not None and newest.kind == WITHDRAWN:
        return HAS_WITHDRAWN
    if newest is None and basis == "opt_in":
        return NEVER_GIVEN
    if basis != "not_needed" and paused_until_ms(said, now_ms=now_ms) is not None:
        return IS_PAUSED
    chosen = deciding(said, purpose=purpose, channel=channel, topic=topic) if topic else None
    return NOT_THIS_TOPIC if chosen is not None and chosen.kind == WITHDRAWN else ""


def deciding(said: Iterable[Said], *, purpose: str, channel: str, topic: str = "") -> Said | None:
    """The saying that counts: the newest about it, alone or with others; at the same instant a withdrawal."""
    about = [
        one
        for one in said
        if one.kind in (GIVEN, WITHDRAWN)
        and one.topic == topic
        and one.purpose in (purpose, "")
        and one.channel in (channel, "")
    ]
    return max(about, key=rank, default=None)


def paused_until_ms(said: Iterable[Said], *, now_ms: int) -> int | None:
    """When a pause that holds now will end (the end of time where it was never said); None without one."""
    newest = max((one for one in said if one.kind in (PAUSED, RESUMED)), key=rank, default=None)
    if newest is None or newest.kind == RESUMED:
        return None
    until_ms = FOR_EVER_MS if newest.until_ms is None else newest.until_ms
    return until_ms if until_ms > now_ms else None


FOR_EVER_MS = 253_402_300_799_999  # the end of 9999


def rank(one: Said) -> tuple[int, bool, int]:
    """Of two sayings the one with the higher rank counts."""
    return one.at_ms, one.kind in (WITHDRAWN, PAUSED), one.id
