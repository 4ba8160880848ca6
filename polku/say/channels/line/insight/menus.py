"""Asking LINE how often rich menus were seen and their areas tapped: each version once a day, when the day is over."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from polku.kit import clock
from polku.say.channels.line.answers import plain
from polku.say.channels.line.client import Client, has_turn
from polku.say.channels.line.insight.days import of_ms, today, written
from polku.say.channels.line.limits import limits
from polku.say.channels.line.menus.models import LineMenuVersion
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.asking import asked, good
from polku.say.channels.line.trouble import LineTrouble

PATH = "/v2/bot/insight/richmenu/{line_id}/{what}?from={since}&to={until}"
AGAIN_MS = 6 * clock.HOUR_MS  # where yesterday was not counted yet
LATE_D = 3  # so long after its last day a version is asked for; then LINE has nothing more to tell
Told = LineMenuVersion.Told
Answers = Mapping[str, dict[str, Any]]


def next_one(account: LineAccount, *, now: datetime) -> int:
    """Ask for one version that is due. Raises LineTrouble where LINE cannot be asked for anything."""
    rows = LineMenuVersion.objects.filter(menu__account=account, is_final=False).order_by(
        F("asked_ms").asc(nulls_first=True), "pk"
    )
    row = next((one for one in rows if is_due(one, now=now)), None)
    if row is None:
        return 0
    paths = _paths(row, now)
    if not all(has_turn(account.pk, "GET", path) for path in paths.values()):
        return 0

    async def work(client: Client) -> Answers:
        return {what: dict(plain(good(await client.ask("GET", path)))) for what, path in paths.items()}

    try:
        answers = asked(account, work)
    except LineTrouble as problem:
        gone = {"line_not_found": Told.GONE, "line_not_allowed": Told.REFUSED}.get(problem.trouble.code)
        if gone is None:
            raise
        # What LINE has told before stays.
        told = gone if row.told == Told.NOT_YET else row.told
        _keep(row, told=told, asked_ms=clock.to_ms(now), is_final=gone == Told.GONE)
        return 1
    _keep(row, **heard(row, answers, now=now))
    return 1


def is_due(row: LineMenuVersion, *, now: datetime) -> bool:
    """Once for each day that is over; again after hours while LINE has not counted the last one."""
    yesterday = today(now) - timedelta(days=1)
    if yesterday < of_ms(row.first_ms):
        return False
    if row.asked_ms is None or of_ms(row.asked_ms) <= yesterday:
        return True
    is_behind = row.told == Told.NOT_YET or (row.told == Told.COUNTED and _told_to(row) < written(yesterday))
    return is_behind and row.asked_ms <= clock.to_ms(now) - AGAIN_MS


def heard(row: LineMenuVersion, answers: Answers, *, now: datetime) -> dict[str, Any]:
    """What is to be kept of two answers. LINE tells nothing but the id of what it hides; what it told before stays."""
    summary, daily = answers["summary"], answers["daily"]
    if "clicks" not in summary:
        told = row.told if row.told == Told.COUNTED else Told.HIDDEN
        summary = row.summary
    else:
        told = Told.COUNTED if summary.get("metricsTo") else Told.NOT_YET
    kept = {"told": told, "summary": summary, "days": {**row.days, **_days(daily)}, "asked_ms": clock.to_ms(now)}
    return kept | {"is_final": _is_final(row, str(summary.get("metricsTo") or ""), now=now)}


def _is_final(row: LineMenuVersion, told_to: str, *, now: datetime) -> bool:
    if row.last_ms is None:
        return False
    last = of_ms(row.last_ms)
    return told_to >= written(last) or today(now) > last + timedelta(days=LATE_D)


def _days(daily: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By day: how often it was shown, and each area tapped, as [times, people]."""
    if "clicks" not in daily:
        return {}
    found: dict[str, dict[str, Any]] = {}
    for one in (daily.get("impression") or {}).get("metrics") or []:
        found[str(one["date"])] = {"shown": [one["count"], one["uniqueUsers"]], "areas": []}
    for area in daily["clicks"]:
        for one in area.get("metrics") or []:
            day = found.setdefault(str(one["date"]), {"shown": None, "areas": []})
            day["areas"].append([one["count"], one["uniqueUsers"]])
    return found


def _paths(row: LineMenuVersion, now: datetime) -> dict[str, str]:
    """As far back as LINE takes it: the more days, the sooner there are twenty people."""
    until = today(now) - timedelta(days=1)
    if row.last_ms is not None:
        until = min(until, of_ms(row.last_ms))
    most = limits()["insight"]
    since = {
        what: max(of_ms(row.first_ms), until - timedelta(days=most[f"menu_{what}_d"])) for what in ("summary", "daily")
    }
    return {
        what: PATH.format(line_id=row.line_id, what=what, since=written(first), until=written(until))
        for what, first in since.items()
    }


def _told_to(row: LineMenuVersion) -> str:
    return str(row.summary.get("metricsTo") or "")


def _keep(row: LineMenuVersion, **values: Any) -> None:
    LineMenuVersion.objects.filter(pk=row.pk).update(**values)
