"""Asking LINE now and then how each account is, one at a time."""

from datetime import datetime

from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.models import LineUsage
from polku.say.channels.line.setup.look import look
from polku.say.channels.line.setup.models import LineLook

EVERY_MS = 5 * clock.MINUTE_MS
KEPT_MS = 400 * clock.DAY_MS  # of LINE's counts: what a campaign of last year has cost can still be told


def tick(now: datetime) -> int:
    """The account that has waited longest is asked, when it is its time."""
    now_ms = clock.to_ms(now)
    looked = dict(LineLook.objects.values_list("account_id", "looked_ms"))
    accounts = LineAccount.objects.filter(ended_at__isnull=True)
    waited = sorted(accounts, key=lambda one: (looked.get(one.pk, 0), one.pk))
    if not waited or looked.get(waited[0].pk, 0) > now_ms - EVERY_MS:
        return 0
    look(waited[0], now_ms=now_ms)
    LineUsage.objects.filter(account=waited[0], at_ms__lt=now_ms - KEPT_MS).delete()
    return 1
