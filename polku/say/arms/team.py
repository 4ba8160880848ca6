"""The holdout of the whole team: who gets no campaign at all, except for what belongs to the service.

Somebody is drawn when a campaign finds them for the first time, by the number that their profile has then, and is
written down: from then on whoever bears that name is held out, be they merged with whom they may.
"""

import secrets

from django.db import connection, transaction

from polku.kit.arrays import Numbers, np
from polku.kit.bulk import ask
from polku.know.people.consent.purposes import basis_of
from polku.know.rules.sample import Sample, of_percent
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.arms import packed
from polku.say.arms.models import Arm, TeamHoldout

MOST_PERCENT = 50


class HoldoutTooLarge(ValueError):
    """At most half of the people can be held out."""


def current() -> TeamHoldout:
    """What holds now; nobody is held out where nobody has said anything."""
    return TeamHoldout.objects.order_by("-pk").first() or TeamHoldout(percent=0, salt="")


def change(percent: int, *, by: Member | None, is_drawn_anew: bool = False) -> TeamHoldout:
    """Hold out so many percent. The same people as before as far as possible, unless they are to be drawn anew.

    Raises HoldoutTooLarge.
    """
    if not 0 <= percent <= MOST_PERCENT:
        raise HoldoutTooLarge
    with transaction.atomic():
        was = current()
        if was.pk and was.percent == percent and not is_drawn_anew:
            return was
        salt = was.salt if was.salt and not is_drawn_anew else f"team-{secrets.token_hex(4)}"
        row = TeamHoldout.objects.create(percent=percent, salt=salt, by=by)
        drawn = packed.read(salt, Arm.Name.TEAM)
        if percent < was.percent and len(drawn):
            less = sample(row)
            packed.keep(salt, Arm.Name.TEAM, np.array([n for n in drawn.tolist() if less.takes(n)], np.int64))
        action = "team.holdout_drawn_anew" if was.salt and is_drawn_anew else "team.holdout_changed"
        trail.note(by, action, subject="team:1", before={"percent": was.percent}, after={"percent": percent})
    return row


def sample(row: TeamHoldout) -> Sample:
    return of_percent(row.percent, row.salt)


def spares(purpose: str) -> bool:
    """Whether messages of this purpose go to everybody: they belong to the service."""
    return basis_of(purpose) == "not_needed"


def drawn(row: TeamHoldout) -> Numbers:
    """Whoever has been drawn so far: numbers of identities, ascending."""
    return packed.read(row.salt, Arm.Name.TEAM) if row.percent else np.zeros(0, np.int64)


def people_of(numbers: Numbers) -> Numbers:
    """The people to whom these identities belong now: numbers of profiles, ascending."""
    with connection.cursor() as cursor:
        source = "identity WHERE id {among} AND profile_id <> id"
        rows = ask(cursor, "id, profile_id", source, keys=numbers.tolist(), vendor=connection.vendor)
    moved = np.array(sorted(rows), np.int64).reshape(-1, 2)
    now = numbers.copy()
    now[np.searchsorted(numbers, moved[:, 0])] = moved[:, 1]
    return np.unique(now)


def draw(row: TeamHoldout, numbers: Numbers) -> None:
    """Write down that these are held out from now on. Within the caller's transaction."""
    before = drawn(row)
    if not packed.holds(before, numbers).all():
        packed.keep(row.salt, Arm.Name.TEAM, np.concatenate((before, numbers)))
