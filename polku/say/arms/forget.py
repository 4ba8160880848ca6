"""Forgetting who was in which arm, and telling a person of it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from polku.kit.arrays import np
from polku.know.events.forgetting.keeper import Person
from polku.know.events.forgetting.whom import Whom
from polku.say.arms import packed
from polku.say.arms.models import Arm


def forget(whom: Whom) -> int:
    gone, count = np.array(sorted(whom.identities), np.int64), 0
    for row in _rows(whom.identities):
        numbers = packed.unpacked(row.numbers)
        left = numbers[~packed.holds(gone, numbers)]
        if len(left) < len(numbers):
            packed.repack(row, left)
            count += len(numbers) - len(left)
    return count


def tell(person: Person) -> Mapping[str, Any]:
    theirs = np.array(sorted(person), np.int64)
    rows = [row for row in _rows(person) if packed.holds(packed.unpacked(row.numbers), theirs).any()]
    found = sorted({(row.cause, row.arm) for row in rows})
    return {"audiences": [{"cause": cause, "arm": arm} for cause, arm in found]}


def _rows(identities: Iterable[int]) -> Iterator[Arm]:
    """Where some of them may be. Reads the ranges of all rows, which stand in the index message_arm_range alone."""
    wanted = sorted(identities)
    ranges = Arm.objects.order_by("first", "last").values_list("pk", "first", "last")
    among = [
        pk for pk, first, last in ranges if (at := bisect_left(wanted, first)) < len(wanted) and wanted[at] <= last
    ]
    yield from Arm.objects.filter(pk__in=among).iterator(chunk_size=20)
