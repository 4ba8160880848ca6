"""How much of a day or a minute is taken. Taken before letters leave, so that no two workers take the same."""

from django.db.models import F
from django.db.models.functions import Greatest

from polku.say.channels.email.models import Allowance

TRIES = 50  # somebody else took some at the same moment


def take(key: str, window_ms: int, *, wanted: int, most: int) -> int:
    """As many of `wanted` as are left of `most`."""
    Allowance.objects.get_or_create(key=key, window_ms=window_ms)
    mine = Allowance.objects.filter(key=key, window_ms=window_ms)
    for _try in range(TRIES):
        taken = mine.values_list("taken", flat=True).get()
        granted = max(0, min(wanted, most - taken))
        if not granted or mine.filter(taken=taken).update(taken=taken + granted):
            return granted
    return 0


def take_anyway(key: str, window_ms: int, count: int) -> None:
    """For what does not wait, and counts all the same."""
    Allowance.objects.get_or_create(key=key, window_ms=window_ms)
    Allowance.objects.filter(key=key, window_ms=window_ms).update(taken=F("taken") + count)


def give_back(key: str, window_ms: int, count: int) -> None:
    Allowance.objects.filter(key=key, window_ms=window_ms).update(taken=Greatest(F("taken") - count, 0))


def put_off(key: str, window_ms: int, count: int) -> None:
    """So many were told to wait for a later window."""
    Allowance.objects.filter(key=key, window_ms=window_ms).update(put_off=F("put_off") + count)


def forget_before(key: str, window_ms: int) -> None:
    Allowance.objects.filter(key=key, window_ms__lt=window_ms).delete()
