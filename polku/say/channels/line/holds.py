"""What holds an account up: stopped until somebody acts, or waiting until a moment. Kept in its row."""

from datetime import datetime, timedelta

from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.trouble import Trouble

# How long, at the first time and at most; it doubles. By code; what is not named here is trouble of the network.
WAITS_S = {"line_monthly": (900, 3_600), "line_cap": (900, 3_600), "line_reserved": (300, 1_800)}
NETWORK_S = (1, 60)


def is_open(account: LineAccount, now: datetime) -> bool:
    """Whether there is any use in sending."""
    return account.stopped_at is None and (account.waits_until is None or account.waits_until <= now)


def stop(account: int, why: Trouble, *, now: datetime) -> None:
    """Until somebody has put it right (`accounts.resume`); the first reason stands."""
    rows = LineAccount.objects.filter(pk=account, stopped_at__isnull=True)
    rows.update(stopped_at=now, stopped_why=why.reason[:300])


def wait(account: int, why: Trouble, *, times: int, now: datetime) -> None:
    """It goes on by itself. `times`: how often it has been tried in vain before."""
    first_s, most_s = WAITS_S.get(why.code, NETWORK_S)
    until = now + timedelta(seconds=min(most_s, first_s * 2 ** min(times, 20)))
    LineAccount.objects.filter(pk=account).update(waits_until=until, waits_why=why.reason[:300])


def go_on(account: int) -> None:
    """LINE has taken something."""
    rows = LineAccount.objects.filter(pk=account, waits_until__isnull=False)
    rows.update(waits_until=None, waits_why="")
