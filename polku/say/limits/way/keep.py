"""Writing down who gives way to what, and what became of that."""

from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec

from polku.kit.arrays import Numbers
from polku.say.arms import packed
from polku.say.arms.models import Arm
from polku.say.limits.way.models import GivesWay

AT_HAND = 16  # whose people are kept in memory: those of a million take 8 MB


class First(msgspec.Struct, frozen=True):
    """What goes first. `people`: who of those that give way; `group`: the same for all that want the same people."""

    to: str
    name: str
    at_ms: int
    scopes: Sequence[tuple[str, str]]
    group: str
    people: Numbers
    is_asked: bool = False


def keep(cause: str, firsts: Sequence[First]) -> None:
    """Within the transaction that asks for the messages of the cause."""
    for group, people in {one.group: one.people for one in firsts}.items():
        packed.keep(_arm(cause, group), Arm.Name.GIVES_WAY, people)
    GivesWay.objects.bulk_create(
        GivesWay(
            cause=cause,
            to=one.to,
            name=one.name,
            at_ms=one.at_ms,
            scopes=list(one.scopes),
            arm=_arm(cause, one.group),
            people=len(one.people),
            is_asked=one.is_asked,
        )
        for one in firsts
    )


def open_of(causes: Collection[str]) -> list[GivesWay]:
    """What these give way to, the first first. Mostly nothing. Unique index (cause, to)."""
    return list(GivesWay.objects.filter(cause__in=causes, is_over=False).order_by("at_ms", "pk"))


def asked(to: str) -> None:
    """From now on messages in the outbox tell who still waits for it. Within the transaction that asks for them."""
    GivesWay.objects.filter(to=to, is_over=False).update(is_asked=True)


def became(to: str, cause: str) -> None:
    """What was to come of a series is a campaign of its own now."""
    GivesWay.objects.filter(to=to, is_over=False).update(to=cause)


@lru_cache(maxsize=AT_HAND)
def people_of(arm: str, _row: int) -> Numbers:
    """Ascending. Once written they stay, but for who is forgotten."""
    return packed.read(arm, Arm.Name.GIVES_WAY)


def _arm(cause: str, group: str) -> str:
    return f"{cause} < {group}"
