"""Who of a campaign's audience met which condition of its blocks, when the audience was found."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.db.models import Count, Max, Sum

from polku.kit.arrays import Numbers, np
from polku.say.arms import packed
from polku.say.arms.models import Arm

AT_HAND = 32  # conditions whose people are kept: 8 MB each where a million meet it

Version = tuple[int, int, int]


def keep(cause: str, met: Mapping[str, Numbers]) -> None:
    """`met`: by the condition's key. Within the caller's transaction."""
    for key, people in met.items():
        packed.keep(_name(cause, key), Arm.Name.MEETS, people)


def among(people: Mapping[int, Sequence[int]], *, cause: str, keys: Sequence[str]) -> dict[int, frozenset[str]]:
    """Of these people (all identities of each, by any key), which conditions they met, under any of their names."""
    names = {_name(cause, key): key for key in keys}
    whose = np.repeat(np.array(list(people), np.int64), [len(theirs) for theirs in people.values()])
    wanted = np.array([name for theirs in people.values() for name in theirs], np.int64)
    found: dict[int, set[str]] = {number: set() for number in people}
    for name, version in _versions(list(names)).items():
        for number in whose[packed.holds(_numbers(name, version), wanted)].tolist():
            found[number].add(names[name])
    return {number: frozenset(theirs) for number, theirs in found.items()}


def _name(cause: str, key: str) -> str:
    """Whatever a campaign asks for afterwards, "campaign:7/2", goes by what was true at its launch."""
    return f"{cause.partition('/')[0]}?{key}"


def _versions(names: Sequence[str]) -> dict[str, Version]:
    """Another one where somebody was forgotten since; nobody comes to it. Index message_arm_cause."""
    rows = Arm.objects.filter(cause__in=names, arm=Arm.Name.MEETS).values_list("cause")
    counted = rows.annotate(rows=Count("pk"), newest=Max("pk"), people=Sum("count"))
    return {name: (rows, newest, people) for name, rows, newest, people in counted.order_by("cause")}


@lru_cache(maxsize=AT_HAND)
def _numbers(name: str, version: Version) -> Numbers:  # noqa: ARG001 - of which version it is
    return packed.read(name, Arm.Name.MEETS)
