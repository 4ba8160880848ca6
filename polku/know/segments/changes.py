"""What a new rule would change, before it is saved, and what it did."""

import logging
from dataclasses import dataclass
from datetime import datetime

from polku.kit import clock, columns
from polku.know.rules.ask import TIME_LIMIT_S
from polku.know.rules.condition import RuleError, Writer
from polku.know.rules.tree import read
from polku.know.segments.leaf import reading
from polku.know.segments.made_of import built_on
from polku.know.segments.models import Segment
from polku.know.teams.begin import the_team

log = logging.getLogger(__name__)

# Both rules are asked of everybody at one instant.
BOTH = """
SELECT countIf(is_in AND NOT was_in), countIf(was_in AND NOT is_in), countIf(was_in AND is_in)
FROM (SELECT {new} AS is_in, {old} AS was_in FROM {people})
"""


@dataclass(frozen=True)
class Change:
    joins: int
    leaves: int
    stays: int
    built_on: list[Segment]  # segments that change with it


def what_would_change(segment: Segment, rule: object, now: datetime) -> Change:
    """How many people would join and leave. Raises RuleError, columns.ColumnsError."""
    return _between(segment, segment.rule, rule, now)


def what_changed(segment: Segment, before: object, now: datetime) -> Change | None:
    """The same after it was saved; `before`: its rule until then. None: no other rule, or it cannot be counted now."""
    if before == segment.rule:
        return None
    try:
        return _between(segment, before, segment.rule, now)
    except (RuleError, columns.ColumnsError) as problem:
        log.warning("What became of segment %d was not counted: %s", segment.pk, problem)
        return None


def _between(segment: Segment, before: object, after: object, now: datetime) -> Change:
    with reading(segment):
        new, old = read(after), read(before)
    write = Writer(zone=the_team().time_zone)
    sql = BOTH.format(new=new.sql(write), old=old.sql(write), people=write.tables.people)
    values = write.parameters | {"now": clock.to_ms(now)}
    [(joins, leaves, stays)] = columns.query(sql, values, time_limit_s=TIME_LIMIT_S)
    return Change(joins, leaves, stays, built_on(segment))
