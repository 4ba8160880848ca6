"""Whether the month has room for a wide send: what is used and reserved elsewhere is told by who can count it."""

from collections.abc import Callable, Collection

from django.db.models import Q

from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide.models import LineWide

State = LineWide.State
# How many messages of the month an account has left, those apart that one of its sends has reserved; None: no limit.
Left = Callable[[LineAccount, LineWide], int | None]


def reserved(accounts: Collection[int], *, until_ms: int, but: int | None = None) -> dict[int, int]:
    """By account, what wide sends may still take that go before `until_ms`: LINE reserves all whom one may reach."""
    goes = Q(state=State.WAITING, starts_ms__lt=until_ms) | Q(state__in=(State.ASKING, State.RUNNING))
    rows = LineWide.objects.filter(goes, account__in=accounts).exclude(pk=but or 0)
    found: dict[int, int] = {}
    for account, counted, target in rows.values_list("account_id", "counted", "target"):
        found[account] = found.get(account, 0) + (target if target is not None else counted or 0)
    return found


def sent_since(since: dict[int, int]) -> dict[int, int]:
    """By account, how many got one that was over later than this instant (ms): LINE has not counted them yet."""
    gone = (State.SENT, State.UNKNOWN)
    rows = LineWide.objects.filter(account__in=since, state__in=gone, over_ms__gt=min(since.values(), default=0))
    found: dict[int, int] = {}
    for account, over_ms, reached, counted in rows.values_list("account_id", "over_ms", "reached", "counted"):
        if (over_ms or 0) > since[account]:
            found[account] = found.get(account, 0) + (reached if reached is not None else counted or 0)
    return found
