"""LINE's own statistics of a wide send: asked for by its request id until LINE changes them no more."""

from urllib.parse import urlencode

from polku.kit import clock
from polku.kit.net import Answer, NetError
from polku.say.channels.line import answers, asking
from polku.say.channels.line.insight.days import AFTER_D
from polku.say.channels.line.limits import limits
from polku.say.channels.line.trouble import LineTrouble, Trouble
from polku.say.channels.line.wide.keep import keep
from polku.say.channels.line.wide.models import LineWide

PATH = "/v2/bot/insight/message/event"
NOT_THERE = (400, 403, 404)


def look(row: LineWide, *, now_ms: int) -> None:
    """Raises LineTrouble. Where LINE has nothing of it (yet), what was told before stays."""
    answer = _ask(row)
    if answer.status >= 300 and answer.status not in NOT_THERE:
        raise LineTrouble(answers.refusal(answer))
    accepted_ms = row.accepted_ms or now_ms
    due_ms = next_look(accepted_ms, now_ms=now_ms)
    told = {"statistics": dict(answers.plain(answer))} if answer.status < 300 else {}
    keep(row, **told, statistics_ms=now_ms, is_final=due_ms is None, due_ms=due_ms, tries=0)


def next_look(accepted_ms: int, *, now_ms: int) -> int | None:
    """A day later, three, seven, and at the end of the window; None after that."""
    days = (*AFTER_D, int(limits()["insight"]["window_d"]))
    return next((at for day in days if (at := accepted_ms + day * clock.DAY_MS) > now_ms), None)


def _ask(row: LineWide) -> Answer:
    path = f"{PATH}?{urlencode({'requestId': row.request_id})}"
    try:
        return asking.ask(row.account, lambda client: client.ask("GET", path))
    except NetError as problem:
        raise LineTrouble(Trouble("line_unreachable", str(problem.sentence))) from problem
