"""Making everybody's scores, once a day."""

from datetime import datetime, timedelta
from threading import RLock
from typing import Any
from zoneinfo import ZoneInfo

from polku.kit import clock, columns, made
from polku.know.events.read import Reader, alone
from polku.know.people.columns import PERSON
from polku.know.segments.models import Segment
from polku.know.segments.rfm import sql
from polku.know.segments.segments import ask_anew
from polku.know.teams.begin import the_team

LIMIT_S = 600
# At the earliest, where so many have come meanwhile that scores say nothing; a few customers are scored in no time.
AGAIN = timedelta(minutes=10)
FEW = 10_000  # customers
MANY_MORE = 2  # times as many customers: a year of orders has been imported

_lock = RLock()
_ready: int | None = None  # the opening of the store for which the tables are known to be there
_WRITER = Reader("rfm", lambda _block: None)  # of several workers, one writes at a time


def tick(now: datetime) -> int:
    """Make the scores when a day has begun since the last time. Raises columns.ColumnsError."""
    with _lock, alone(_WRITER) as is_mine:
        prepare()
        if not is_mine or not _is_due(now):
            return 0
        score(now)
        return 1


def score(now: datetime) -> None:
    """Make everybody's scores as of now, and have all segments that ask for them asked anew."""
    prepare()
    copy = {"copy": clock.to_ms(now)}
    columns.command(sql.CUT_OFF, copy)
    values = {"recency": "bought", "frequency": "orders", "monetary": "revenue_minor"}
    scores = {name: sql.SCORE.format(value=value) for name, value in values.items()}
    columns.command(sql.FILL.format(person=PERSON, **scores), copy, max_execution_time=LIMIT_S)
    columns.command(sql.FILLED, copy)
    for statement in sql.OTHERS:
        columns.command(statement, copy)
    for segment in Segment.objects.filter(kind=Segment.Kind.RULE):
        if asks_for_scores(segment.rule):
            ask_anew(segment)


def prepare() -> None:
    """See that the tables are there: conditions ask them, also before there is any score."""
    global _ready
    with _lock:
        if _ready != columns.opening() or not columns.is_open():
            made.make("rfm", sql.MAKE, drop=sql.DROP)
            _ready = columns.opening()


def empty() -> None:
    """Forget all scores: for tests, where each begins with none."""
    prepare()
    for statement in sql.EMPTY:
        columns.command(statement)


def asks_for_scores(rule: Any) -> bool:
    if isinstance(rule, list):
        return any(map(asks_for_scores, rule))
    return isinstance(rule, dict) and ("rfm" in rule or any(map(asks_for_scores, rule.values())))


def _is_due(now: datetime) -> bool:
    rows = columns.query(sql.NEWEST)
    if not rows:
        return True
    copy, customers = rows[0]
    made_at, zone = clock.from_ms(copy), ZoneInfo(the_team().time_zone)
    if made_at.astimezone(zone).date() != now.astimezone(zone).date():
        return True
    return (customers < FEW or now - made_at >= AGAIN) and columns.value(sql.CUSTOMERS) > MANY_MORE * customers
