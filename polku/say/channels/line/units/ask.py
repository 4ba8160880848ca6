"""Asking LINE what it has counted under the names that campaigns were given, and how many names a month has used."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F

from polku.kit import clock
from polku.say.channels.line.answers import plain
from polku.say.channels.line.client import Client, has_turn
from polku.say.channels.line.insight.days import today, written
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.asking import asked, good
from polku.say.channels.line.trouble import LineTrouble, Trouble
from polku.say.channels.line.units.models import LineUnit, LineUnitMonth
from polku.say.channels.line.units.names import day_at, month_of

PATH = "/v2/bot/insight/message/event/aggregation?customAggregationUnit={name}&from={since}&to={until}"
INFO, LIST = "/v2/bot/message/aggregation/info", "/v2/bot/message/aggregation/list?limit=100"
MOST_BYTES = 32 * 2**20  # LINE names every address that somebody opened, and links of ours are each person's own
AFTER_MS = tuple(clock.HOUR_MS * hours for hours in (1, 3, 6, 12, 24, 3 * 24, 7 * 24))
MONTH_EVERY_MS = clock.HOUR_MS
PAGES = 20


def next_one(account: LineAccount, *, now: datetime) -> int:
    """The names of the month, or one campaign's statistics. Raises LineTrouble where LINE cannot be asked at all."""
    return _month(account, now=now) or _statistics(account, now=now)


def is_due(row: LineUnit, *, now_ms: int) -> bool:
    """Some hours and some days after the last message, and once more when LINE changes it no more."""
    marks = [row.last_ms + after for after in (*AFTER_MS, _window_ms())]
    return any((row.asked_ms or 0) < mark <= now_ms for mark in marks)


def _statistics(account: LineAccount, *, now: datetime) -> int:
    rows = LineUnit.objects.filter(account=account, is_final=False).exclude(name="")
    rows, now_ms = rows.order_by(F("asked_ms").asc(nulls_first=True), "pk"), clock.to_ms(now)
    row = next((one for one in rows if is_due(one, now_ms=now_ms)), None)
    if row is None:
        return 0
    first = day_at(row.first_day)
    until = min(today(now), first + timedelta(days=limits()["insight"]["range_d"]))
    path = PATH.format(name=row.name, since=row.first_day, until=written(until))
    if not has_turn(account.pk, "GET", path):
        return 0

    async def work(client: Client) -> dict[str, Any]:
        answer = good(await client.ask("GET", path, most_bytes=MOST_BYTES, timeout_s=30.0))
        if answer.is_cut:
            raise LineTrouble(Trouble("line_too_large", is_temporary=False))
        return dict(plain(answer))

    kept: dict[str, Any] = {"asked_ms": now_ms, "is_final": now_ms >= row.last_ms + _window_ms()}
    try:
        said = asked(account, work)
    except LineTrouble as problem:
        if problem.trouble.is_temporary or problem.trouble.code == "line_token":
            raise
        kept["trouble"] = problem.trouble.reason[:300]
    else:
        kept |= heard(said) | {"trouble": ""}
    LineUnit.objects.filter(pk=row.pk).update(**kept)
    return 1


def heard(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is to be kept of an answer. Of links that are each person's own only how many were opened."""
    ours = f"{settings.BASE_URL}/p/l/"
    links = [one for one in said.get("clicks") or [] if isinstance(one, dict)]
    others = [one for one in links if not str(one.get("url", "")).startswith(ours)]
    answer = {"overview": said.get("overview") or {}, "messages": said.get("messages") or [], "clicks": others}
    return {"answer": answer, "own_links": len(links) - len(others)}


def _month(account: LineAccount, *, now: datetime) -> int:
    month, now_ms = month_of(today(now)), clock.to_ms(now)
    row = LineUnitMonth.objects.filter(account=account, month=month).first()
    if row is not None and row.asked_ms > now_ms - MONTH_EVERY_MS:
        return 0
    before = row.used if row is not None else 0

    async def work(client: Client) -> tuple[int, list[str] | None]:
        info = plain(good(await client.ask("GET", INFO)))
        used = int(info.get("numOfCustomAggregationUnits") or 0)
        return used, await _names(client) if used != before else None

    try:
        used, names = asked(account, work)
    except LineTrouble as problem:
        if problem.trouble.is_temporary or problem.trouble.code == "line_token":
            raise
        used, names = before, None  # it is not told here; our own count does
    kept = {"used": used, "asked_ms": now_ms, **({"names": names} if names is not None else {})}
    LineUnitMonth.objects.update_or_create(account=account, month=month, defaults=kept)
    return 1


async def _names(client: Client) -> list[str]:
    found: list[str] = []
    start = ""
    for _page in range(PAGES):
        said = plain(good(await client.ask("GET", LIST + start)))
        found += [str(name) for name in said.get("customAggregationUnits") or []]
        if not said.get("next"):
            break
        start = f"&start={said['next']}"
    return found


def _window_ms() -> int:
    return int(limits()["insight"]["window_d"]) * clock.DAY_MS
