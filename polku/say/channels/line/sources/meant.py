"""By which source a new friend came: known, guessed, or not said.

LINE's follow does not tell. *Exact*: LINE Login told us who was about to be led on. *Guessed*: within the minutes
before the follow somebody arrived, and all who did and are not yet taken for somebody else came by one and the same
source of this account. Where two sources could be meant, none is: a wrong number is worse than a missing one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from polku.kit import clock
from polku.say.channels.line.sources.models import LineArrival

WINDOW_MS = 15 * clock.MINUTE_MS
AHEAD_MS = 30 * clock.SECOND_MS  # LINE's clock and ours differ: a follow may seem to come before the arrival


def meant(account: int, follows_ms: Sequence[int]) -> list[LineArrival | None]:
    """For each follow of an account, by its time, the arrival that it is taken to belong to. One query."""
    if not follows_ms:
        return []
    open_ones = LineArrival.objects.filter(
        source__account=account,
        followed_ms__isnull=True,
        at_ms__gt=min(follows_ms) - WINDOW_MS,
        at_ms__lte=max(follows_ms) + AHEAD_MS,
    ).exclude(lineloginbegun__user_id__gt="")  # of these it is known whose they are
    return matched(list(open_ones.select_related("source").order_by("at_ms", "pk")), follows_ms)


def matched(arrivals: Sequence[LineArrival], follows_ms: Sequence[int]) -> list[LineArrival | None]:
    """`arrivals` in the order of time. An arrival is given away once, to the earliest follow that may have it."""
    times = [one.at_ms for one in arrivals]
    given: set[int] = set()
    found: list[LineArrival | None] = [None] * len(follows_ms)
    for index in sorted(range(len(follows_ms)), key=lambda number: follows_ms[number]):
        at_ms = follows_ms[index]
        first, end = bisect_right(times, at_ms - WINDOW_MS), bisect_left(times, at_ms + AHEAD_MS + 1)
        open_ones = [arrivals[number] for number in range(first, end) if arrivals[number].pk not in given]
        if len({one.source_id for one in open_ones}) == 1:
            found[index] = open_ones[0]
            given.add(open_ones[0].pk)
    return found


def take(arrival: LineArrival, *, followed_ms: int, is_first: bool, is_exact: bool) -> bool:
    """It belongs to this follow from now on. False where it was taken already."""
    taken = LineArrival.objects.filter(pk=arrival.pk, followed_ms__isnull=True).update(
        followed_ms=followed_ms, is_first=is_first, is_exact=is_exact
    )
    return bool(taken)
