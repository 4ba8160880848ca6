"""Following a narrowcast that LINE has taken: waiting, sending, then succeeded or failed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from polku.kit import clock
from polku.kit.net import Answer, NetError
from polku.say.channels.line import answers, asking
from polku.say.channels.line.limits import limits
from polku.say.channels.line.trouble import LineTrouble, Trouble
from polku.say.channels.line.wide.attempt import LOOK_MS
from polku.say.channels.line.wide.keep import keep, over
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.problems import FAILURES

State = LineWide.State
PATH = "/v2/bot/message/progress/narrowcast"
LEAST_MS, MOST_MS = 2 * clock.SECOND_MS, 5 * clock.MINUTE_MS  # from one look to the next: a quarter of the wait so far
NOT_THERE = (400, 404)


def follow(row: LineWide, *, now_ms: int) -> None:
    """Raises LineTrouble."""
    answer = _ask(row)
    if answer.status in NOT_THERE:
        _gone(row, now_ms=now_ms)
        return
    if answer.status >= 300:
        raise LineTrouble(answers.refusal(answer))
    told = answers.plain(answer)
    phase, counts = str(told.get("phase") or ""), _counts(told)
    if phase == "succeeded":
        over(row, State.SENT, now_ms=now_ms, phase=phase, **counts, due_ms=now_ms + LOOK_MS)
    elif phase == "failed":
        code = told.get("errorCode")
        words = str(told.get("failedDescription") or "")
        why = f"wide_failed_{code}|{words}" if code in FAILURES else f"wide_failed|{words or code}"
        over(row, State.UNKNOWN if code == 3 else State.FAILED, why, now_ms=now_ms, phase=phase, **counts)
    else:
        keep(row, phase=phase[:20], trouble="", tries=0, due_ms=_next(row, now_ms), **counts)


def _ask(row: LineWide) -> Answer:
    path = f"{PATH}?{urlencode({'requestId': row.request_id})}"
    try:
        return asking.ask(row.account, lambda client: client.ask("GET", path))
    except NetError as problem:
        raise LineTrouble(Trouble("line_unreachable", str(problem.sentence))) from problem


def _gone(row: LineWide, *, now_ms: int) -> None:
    """LINE tells of it for two weeks; and not yet, perhaps, a moment after it has taken it."""
    life_ms = limits()["narrowcast"]["progress_d"] * clock.DAY_MS
    age_ms = now_ms - (row.accepted_ms or 0)
    if age_ms > life_ms or row.tries > 20:
        over(row, State.SENT, "wide_no_progress", now_ms=now_ms)
    else:
        keep(row, tries=row.tries + 1, due_ms=_next(row, now_ms))


def _counts(told: Mapping[str, Any]) -> dict[str, Any]:
    named = {"target": "targetCount", "reached": "successCount", "missed": "failureCount"}
    return {name: told[said] for name, said in named.items() if isinstance(told.get(said), int)}


def _next(row: LineWide, now_ms: int) -> int:
    return now_ms + min(MOST_MS, max(LEAST_MS, (now_ms - (row.accepted_ms or now_ms)) // 4))
