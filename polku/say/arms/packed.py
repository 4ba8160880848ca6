"""Arms as they are kept: many numbers in few rows."""

from django.db import transaction
from django.db.models import Sum

from polku.kit.arrays import Flags, Numbers, np
from polku.say.arms.models import Arm

AT_ONCE = 10_000  # 80 KB: one row
KIND = "<i8"


def keep(cause: str, arm: str, numbers: Numbers) -> None:
    """Keep these as one arm, in the place of what there was of it."""
    ours = np.unique(numbers).astype(KIND)
    parts = [ours[start : start + AT_ONCE] for start in range(0, len(ours), AT_ONCE)]
    with transaction.atomic():
        Arm.objects.filter(cause=cause, arm=arm).delete()
        Arm.objects.bulk_create([_row(cause, arm, part) for part in parts], batch_size=20)


def drop(cause: str, arm: str) -> None:
    Arm.objects.filter(cause=cause, arm=arm).delete()


def read(cause: str, *arms: str) -> Numbers:
    """Everybody of these arms, ascending."""
    rows = Arm.objects.filter(cause=cause, arm__in=arms).order_by("first").values_list("numbers", flat=True)
    found = [unpacked(row) for row in rows]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)


def sizes(cause: str) -> dict[str, int]:
    """How many people each arm has."""
    rows = Arm.objects.filter(cause=cause).values_list("arm").annotate(people=Sum("count"))
    return dict(rows.order_by("arm"))


def holds(ours: Numbers, wanted: Numbers) -> Flags:
    """Which of `wanted` are among `ours`, which ascend. Shapes: (n,), (m,) -> (m,)."""
    if not len(ours):
        return np.zeros(len(wanted), bool)
    places = np.searchsorted(ours, wanted).clip(max=len(ours) - 1)
    return np.asarray(ours[places] == wanted)


def unpacked(row: bytes | memoryview) -> Numbers:
    return np.frombuffer(bytes(row), KIND).astype(np.int64)


def repack(row: Arm, numbers: Numbers) -> None:
    """Keep this part of an arm with other people; without any it goes."""
    if not len(numbers):
        row.delete()
        return
    made = _row(row.cause, row.arm, numbers.astype(KIND))
    made.pk = row.pk
    made.save(force_update=True)


def _row(cause: str, arm: str, numbers: Numbers) -> Arm:
    first, last = int(numbers[0]), int(numbers[-1])
    return Arm(cause=cause, arm=arm, first=first, last=last, count=len(numbers), numbers=numbers.tobytes())
