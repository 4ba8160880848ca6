"""The river with its segments, carried on until nothing moves any more."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from polku.kit import clock, ids
from polku.know.people import columns as people_columns
from polku.know.people.models import Identity
from polku.know.rules import ask
from polku.know.segments import columns as list_columns
from polku.know.segments.live import loop, trouble
from polku.know.segments.live.followed import as_followed
from polku.know.segments.live.membership import history, members_of
from polku.know.segments.models import Segment
from tests.conftest import NOON

ROUNDS = 50


def number(name: str) -> int:
    return ids.identity_id("user_id", name)


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch) -> None:
    monkeypatch.setattr(loop, "_looked_ms", 0)
    trouble._waits.clear()


@pytest.fixture
def at() -> Iterator[Callable[..., datetime]]:
    """`at(days=3)`: the clock stands so long after noon on 21 November 2026 (UTC)."""
    clocks = []

    def stand(**after: float) -> datetime:
        while clocks:
            clocks.pop().__exit__(None, None, None)
        clocks.append(clock.fixed(NOON + timedelta(**after)))
        clocks[0].__enter__()
        return clock.now()

    yield stand
    while clocks:
        clocks.pop().__exit__(None, None, None)


@pytest.fixture
def follow(columns, carry_on, at) -> Callable[[], None]:
    """Let everything that is on the clock happen, until nothing does any more."""
    list_columns.empty()
    at()

    def run() -> None:
        for _ in range(ROUNDS):
            carry_on()
            now = clock.now()
            moved = list_columns.tick(now) + loop.follow_time(now)
            if not moved + loop.ask_where_needed(now) + loop.see_what_was_forgotten(now) and not _is_behind():
                return
        raise AssertionError("this never comes to rest")

    return run


@pytest.fixture
def check_all(carry_on) -> Callable[[], None]:
    """Ask everybody about every segment, as is done at night."""

    def run() -> None:
        now = clock.now()
        late = Segment.objects.filter(is_live=True, checked_at__lt=now)
        for _ in range(ROUNDS):
            if not loop.check(now, before=now) and not late.exists():
                return
            carry_on()
        raise AssertionError("this never comes to rest")

    return run


def _is_behind() -> bool:
    from polku.flow import READERS
    from polku.know.events.read import last_seq, place

    return any(place(reader.name) < last_seq() for reader in READERS)


def names(numbers: list[int]) -> list[str]:
    values = dict(Identity.objects.filter(id__in=numbers).values_list("id", "value"))
    return sorted(values.get(one, str(one)) for one in numbers)


@pytest.fixture
def members() -> Callable[[Segment], list[str]]:
    """Who is in a segment, by what the log told."""
    return lambda segment: names(members_of(segment.pk))


@pytest.fixture
def should_be() -> Callable[[Segment], list[str]]:
    """Who meets its rule, everybody being asked."""

    def found(segment: Segment) -> list[str]:
        while people_columns.sync():
            pass
        segment.refresh_from_db()
        as_followed(segment)
        return names(ask.people(segment.rule, clock.now()))

    return found


def steps(segment: Segment) -> list[tuple[str, str, str, str]]:
    """(who, joined or left, cause, the event's name), the oldest first."""
    return [
        (names([step.person])[0], "joined" if step.is_in else "left", step.cause, step.event)
        for step in reversed(history(segment.pk, limit=1_000))
    ]
