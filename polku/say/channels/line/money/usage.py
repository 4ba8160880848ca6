"""What LINE has counted of an account's month, as it said when it was asked."""

from collections.abc import Collection

from django.db.models import Max

from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.models import LineUsage


def note(account: LineAccount, *, used: int, quota: int | None, now_ms: int) -> None:
    """Keep what LINE has just said: a new row only where it differs from what it said before."""
    last = LineUsage.objects.filter(account=account).order_by("-at_ms", "-pk").first()
    if last is not None and (last.used, last.quota) == (used, quota):
        LineUsage.objects.filter(pk=last.pk).update(asked_ms=now_ms)
    else:
        LineUsage.objects.create(account=account, at_ms=now_ms, asked_ms=now_ms, used=used, quota=quota)


def latest(accounts: Collection[int], *, before_ms: int | None = None) -> dict[int, LineUsage]:
    """The newest of each account, or the newest before an instant. One query."""
    rows = LineUsage.objects.filter(account__in=accounts)
    if before_ms is not None:
        rows = rows.filter(at_ms__lte=before_ms)
    newest = rows.values("account").annotate(newest=Max("pk")).values("newest")  # rows are only ever added
    return {row.account_id: row for row in LineUsage.objects.filter(pk__in=newest)}
