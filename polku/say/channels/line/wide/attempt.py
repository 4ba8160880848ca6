"""One attempt at the request that was written down. After it LINE has taken it, or surely not, or nobody can say."""

from collections.abc import Mapping
from typing import Any

from polku.kit import clock
from polku.kit.net import Answer, NetError
from polku.say.channels.line import answers, asking, holds, too_many
from polku.say.channels.line.calls.carry_out import WAITS_MS
from polku.say.channels.line.client import TOO_MANY, Client
from polku.say.channels.line.limits import limits
from polku.say.channels.line.trouble import LineTrouble, Trouble
from polku.say.channels.line.wide.body import path
from polku.say.channels.line.wide.freeze import ROOM_MS, SOON_MS
from polku.say.channels.line.wide.keep import hold, keep, over, wait
from polku.say.channels.line.wide.models import LineWide

State, OnShort = LineWide.State, LineWide.OnShort
ANSWER_S = 20.0
CLOCK_MS = 60_000  # so far back a clock is set, now and then
RESERVED_MS = 5 * clock.MINUTE_MS
PROGRESS_MS = 2 * clock.SECOND_MS
LOOK_MS = clock.HOUR_MS  # LINE's statistics begin to tell something
STOPS = frozenset(("line_token", "line_key", "line_assertion"))
SHORT = frozenset(("line_monthly", "line_cap", "line_reserved"))
GROUP = "audience group id"


def attempt(row: LineWide, *, now_ms: int) -> None:
    """Raises LineTrouble where it has surely not arrived this time."""
    before = row.may_have_arrived
    if _is_over(row, now_ms):
        if before:
            over(row, State.UNKNOWN, "wide_day_over", now_ms=now_ms)
        else:
            wait(row, "", until_ms=now_ms)  # another key, another day
        return
    if not keep(row, may_have_arrived=True, attempts=row.attempts + 1):
        return  # stopped
    try:
        answer, why = asking.ask(row.account, lambda client: _send(client, row))
    except LineTrouble:
        keep(row, may_have_arrived=before)
        raise
    except NetError as problem:
        _again(row, f"wide_no_answer|{problem.sentence}", now_ms=now_ms)
        return
    if answers.is_accepted(answer):
        _taken(row, answer, now_ms=now_ms)
    elif answer.status >= 500:
        _again(row, f"wide_no_answer|{answers.said(answer)}", now_ms=now_ms)
    else:
        keep(row, may_have_arrived=before)
        _refused(row, why or answers.refusal(answer), now_ms=now_ms)


async def _send(client: Client, row: LineWide) -> tuple[Answer, Trouble | None]:
    """The answer, and what a 429 means."""

    async def read(path: str) -> Mapping[str, object] | None:
        return await client.read(path)

    headers = {"X-Line-Retry-Key": row.key}
    answer = await client.ask("POST", path(row), body=bytes(row.body), headers=headers, timeout_s=ANSWER_S)
    if answer.status != TOO_MANY:
        return answer, None
    return answer, await too_many.meaning(answer, read, path=path(row), plan=client.way.plan)


def _taken(row: LineWide, answer: Answer, *, now_ms: int) -> None:
    """409: an earlier attempt was taken, and its request id is the one to ask by."""
    request_id = answer.headers.get(answers.ACCEPTED_REQUEST_ID) or answer.headers.get(answers.REQUEST_ID, "")
    kept: dict[str, Any] = {"request_id": request_id[:100], "accepted_ms": now_ms, "trouble": "", "tries": 0}
    if row.kind == LineWide.Kind.NARROWCAST:
        keep(row, state=State.RUNNING, phase="waiting", due_ms=now_ms + PROGRESS_MS, **kept)
    else:
        over(row, State.SENT, now_ms=now_ms, **(kept | {"due_ms": now_ms + LOOK_MS}))


def _again(row: LineWide, trouble: str, *, now_ms: int) -> None:
    """By the same key, which makes it once."""
    wait_ms = WAITS_MS[min(row.tries, len(WAITS_MS) - 1)]
    keep(row, trouble=trouble[:500], tries=row.tries + 1, due_ms=now_ms + wait_ms)


def _refused(row: LineWide, why: Trouble, *, now_ms: int) -> None:
    if row.may_have_arrived and why.code not in STOPS:
        _again(row, why.reason, now_ms=now_ms)  # what LINE took before may be why it takes no more
    elif why.code in STOPS:
        holds.stop(row.account_id, why, now=clock.from_ms(now_ms))
        _again(row, why.reason, now_ms=now_ms)
    elif why.code == "line_rate":
        keep(row, trouble=why.reason[:500], due_ms=now_ms + SOON_MS)
    elif why.code == "line_reserved" and _is_another_running(row):
        wait(row, why.reason, until_ms=now_ms + RESERVED_MS)
    elif why.code in SHORT:
        short = "wide_beyond" if why.code == "line_reserved" else why.reason
        wait(row, short, until_ms=now_ms + ROOM_MS) if row.on_short == OnShort.WAIT else hold(row, short)
    elif GROUP in why.detail.lower() and row.groups:
        # It was replaced by a newer one in between: the next request names that.
        wait(row, why.reason, until_ms=now_ms + SOON_MS) if row.tries < 5 else hold(row, why.reason)
    elif why.code == "line_not_allowed" and row.kind == LineWide.Kind.NARROWCAST:
        over(row, State.FAILED, f"wide_few_friends|{why.detail}", now_ms=now_ms)
    else:
        over(row, State.FAILED, why.reason, now_ms=now_ms)


def _is_another_running(row: LineWide) -> bool:
    """Then it is that one for which LINE keeps messages back; else this one is itself too large."""
    return LineWide.objects.filter(account=row.account_id, state=State.RUNNING).exclude(pk=row.pk).exists()


def _is_over(row: LineWide, now_ms: int) -> bool:
    """LINE may have forgotten the key: the next attempt could be a second message."""
    key = limits()["retry_key"]
    life_ms = (key["life_s"] - key["margin_s"]) * clock.SECOND_MS
    return row.first_ms is None or not -CLOCK_MS <= now_ms - row.first_ms < life_ms
