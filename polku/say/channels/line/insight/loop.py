"""Asking LINE for its statistics, an answer at a time: sixty an hour are allowed of each kind."""

from datetime import date, datetime

from polku.kit import clock
from polku.say.channels.line.answers import plain
from polku.say.channels.line.client import Client, has_turn
from polku.say.channels.line.insight import menus
from polku.say.channels.line.insight.days import Kind, is_final, wanted
from polku.say.channels.line.insight.models import LineStatistic
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.asking import asked, good
from polku.say.channels.line.trouble import LineTrouble
from polku.say.channels.line.units import ask as units

PATHS = {
    Kind.FOLLOWERS: "/v2/bot/insight/followers?date={day}",
    Kind.DELIVERIES: "/v2/bot/insight/message/delivery?date={day}",
    Kind.DEMOGRAPHIC: "/v2/bot/insight/demographic",
}
AGAIN_MS = 10 * clock.MINUTE_MS  # after trouble

_not_before: dict[int, int] = {}  # account → when LINE may be asked again (ms)


def tick(now: datetime) -> int:
    """One answer for each account."""
    did = 0
    for account in LineAccount.objects.filter(ended_at__isnull=True, stopped_at__isnull=True).order_by("pk"):
        if _not_before.get(account.pk, 0) <= clock.to_ms(now):
            did += _next(account, now=now)
    return did


def _next(account: LineAccount, *, now: datetime) -> int:
    """Of a day, of a menu, of a campaign: whatever is due first."""
    try:
        return _day(account, now=now) or menus.next_one(account, now=now) or units.next_one(account, now=now)
    except LineTrouble:
        _not_before[account.pk] = clock.to_ms(now) + AGAIN_MS
        return 0


def _day(account: LineAccount, *, now: datetime) -> int:
    """Raises LineTrouble."""
    known = {(row.kind, row.day): row for row in LineStatistic.objects.filter(account=account)}
    found = wanted(known, now=now)
    if found is None:
        return 0
    kind, day = found
    path = PATHS[kind].format(day=day)
    if not has_turn(account.pk, "GET", path):
        return 0

    async def work(client: Client) -> dict[str, object]:
        return dict(plain(good(await client.ask("GET", path))))

    answer = asked(account, work)
    LineStatistic.objects.update_or_create(
        account=account,
        kind=kind,
        day=day,
        defaults={
            "status": _status(kind, answer),
            "answer": answer,
            "asked_ms": clock.to_ms(now),
            "is_final": kind != Kind.DEMOGRAPHIC and is_final(_date(day), now=now),
        },
    )
    return 1


def _status(kind: Kind, answer: dict[str, object]) -> str:
    if kind == Kind.DEMOGRAPHIC:
        return "ready" if answer.get("available") is True else "unready"
    return str(answer.get("status") or "unready")[:30]


def _date(day: str) -> date:
    return date(int(day[:4]), int(day[4:6]), int(day[6:]))
