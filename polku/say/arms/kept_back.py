"""Who of a block is held out after all: found in the moment before sending.

Nobody who is held out is asked for a message. But who was asked may have merged meanwhile with somebody who is.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from django.db.models import Count, Max, Q, QuerySet

from polku.kit.arrays import Numbers, np
from polku.say.arms import packed, team
from polku.say.arms.models import Arm

CAUSES = 16  # whose numbers are kept at hand: those of a million people's holdouts are some MB each


def kept_back(people: Mapping[int, Sequence[int]], *, cause: str, purpose: str) -> set[int]:
    """Which of these people (all identities of each, by any key) a campaign's cause must not reach."""
    salt = "" if team.spares(purpose) else team.current().salt
    version = _version(cause, salt)
    if not version[0]:  # mostly
        return set()
    names = np.fromiter(chain.from_iterable(people.values()), np.int64)
    is_held = packed.holds(_numbers(cause, salt, version), names)
    if not is_held.any():  # mostly
        return set()
    keys = np.repeat(np.array(list(people), np.int64), [len(names) for names in people.values()])
    return set(keys[is_held].tolist())


def _version(cause: str, salt: str) -> tuple[int, int]:
    """Another one when more people are held out. Index message_arm_cause."""
    found = _held(cause, salt).aggregate(rows=Count("pk"), newest=Max("pk"))
    return found["rows"], found["newest"] or 0


@lru_cache(maxsize=CAUSES)
def _numbers(cause: str, salt: str, version: tuple[int, int]) -> Numbers:
    rows = [packed.unpacked(row) for row in _held(cause, salt).values_list("numbers", flat=True)] if version[0] else []
    return np.unique(np.concatenate(rows)) if rows else np.zeros(0, np.int64)


def _held(cause: str, salt: str) -> QuerySet[Arm]:
    ours = Q(cause=cause, arm__in=(Arm.Name.HOLDOUT, Arm.Name.TEAM))
    return Arm.objects.filter(ours | Q(cause=salt, arm=Arm.Name.TEAM) if salt else ours)
