"""Who no longer responds: they got many messages, and showed no sign of life. Looked up once a day, as a rule.

Whoever is found is kept as an arm (say/arms), and leaves it only by a sign of life: that they get nothing any more is
no reason to begin again.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, Sum

from polku.kit import clock, columns
from polku.kit.arrays import Numbers, np
from polku.know.people.columns import PERSON
from polku.know.rules import ask
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.arms import packed, team
from polku.say.arms.models import Arm
from polku.say.limits import sql
from polku.say.limits.models import Sunset
from polku.say.limits.problems import WrongDays, WrongMost
from polku.say.limits.terms import MOST

CAUSE = "sunset"
LEAST_DAYS, MOST_DAYS = 7, 730
EVERY = timedelta(days=1)
# Of what polku itself notes, what somebody did: all else that comes from outside they did anyway.
ACTS = (
    "Message Opened", "Message Clicked", "Message Received", "Postback Received", "LINE Followed", "Friend Added",
    "Consent Given", "Messages Resumed",
)  # fmt: skip


def current() -> Sunset | None:
    return Sunset.objects.filter(ended_at__isnull=True).order_by("-pk").first()


def say(messages: int, days: int, *, by: Member | None) -> None:
    """From now on. Whoever has been found stays found until they show a sign of life. Raises LimitError."""
    if not 1 <= messages <= MOST:
        raise WrongMost
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise WrongDays
    with transaction.atomic():
        was = current()
        if was is not None and (was.messages, was.days) == (messages, days):
            return
        _end(by=by)
        Sunset.objects.create(messages=messages, days=days, by=by)
        after = {"messages": messages, "days": days}
        trail.note(by, "sunset.changed", subject="sunset:", before=_plain(was), after=after)


def end(*, by: Member | None) -> None:
    """Everybody gets messages again."""
    with transaction.atomic():
        was = current()
        if was is not None:
            _end(by=by)
            Arm.objects.filter(cause=CAUSE).delete()
            trail.note(by, "sunset.removed", subject="sunset:", before=_plain(was))


def rule(row: Sunset) -> Any:
    """Who got as many messages."""
    return {
        "did": "Message Sent",
        "where": [{"prop": "campaign_id", "op": "exists"}],
        "within": f"{row.days}d",
        "count": {"gte": row.messages},
    }


def tick(now: datetime) -> int:
    """Once a day. Returns 1 where it has been looked up. Raises ColumnsError."""
    row = current()
    if row is None or (row.found_at is not None and now - row.found_at < EVERY):
        return 0
    before = packed.read(CAUSE, Arm.Name.SUNSET)
    alive = _alive(row, now=now)
    found = np.union1d(np.array(ask.people(rule(row), now), np.int64), team.people_of(before))
    found = found[~packed.holds(alive, found)]
    with transaction.atomic():
        if Sunset.objects.filter(pk=row.pk, ended_at__isnull=True).update(found_at=now):
            packed.keep(CAUSE, Arm.Name.SUNSET, found)
    return 1


def count() -> int:
    """How many get nothing because of it."""
    return packed.sizes(CAUSE).get(Arm.Name.SUNSET, 0)


def among(people: Mapping[int, Sequence[int]]) -> set[int]:
    """Which of these (all identities of each, by any key) have been found."""
    ours = Arm.objects.filter(cause=CAUSE)
    version = ours.aggregate(
        rows=Count("pk"), newest=Max("pk"), people=Sum("count"), first=Min("first"), last=Max("last")
    )
    if not version["rows"] or not people:  # mostly
        return set()
    gone = _numbers(tuple(version.values()))
    keys = np.repeat(np.array(list(people), np.int64), [len(names) for names in people.values()])
    names = np.array([name for theirs in people.values() for name in theirs], np.int64)
    return set(keys[packed.holds(gone, names)].tolist())


def _alive(row: Sunset, *, now: datetime) -> Numbers:
    """Who has opened, clicked, visited or bought, ascending."""
    since_ms = clock.to_ms(now - timedelta(days=row.days))
    given = {"since": since_ms, "now": clock.to_ms(now), "acts": list(ACTS)}
    rows = columns.query(sql.ALIVE.format(person=PERSON), given, time_limit_s=ask.TIME_LIMIT_S)
    return np.array([person for (person,) in rows], np.int64)


@lru_cache(maxsize=1)
def _numbers(_version: tuple[int, ...]) -> Numbers:
    return packed.read(CAUSE, Arm.Name.SUNSET)


def _end(*, by: Member | None) -> None:
    Sunset.objects.filter(ended_at__isnull=True).update(ended_at=clock.now(), ended_by=by)


def _plain(row: Sunset | None) -> dict[str, int] | None:
    """For the trail."""
    return {"messages": row.messages, "days": row.days} if row is not None else None
