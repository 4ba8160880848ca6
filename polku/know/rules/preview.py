"""Who a rule finds just now, before it is used for anything."""

from dataclasses import dataclass
from datetime import datetime

from polku.kit import clock
from polku.know.rules.doubts import Doubt, doubts
from polku.know.rules.limits import ask
from polku.know.rules.together import Together
from polku.know.rules.tree import read
from polku.know.teams.begin import the_team

# How many, of how many, and some of them: those seen last. One pass over the people.
FIND = """
SELECT countIf(meets), count(), groupArraySortedIf({{limit:UInt32}})((-toUnixTimestamp64Milli(last_seen), id), meets)
FROM (SELECT id, last_seen, {condition} AS meets FROM {people})
"""
MOST = 200


@dataclass(frozen=True)
class Preview:
    """`sample`: profile numbers."""

    count: int
    of: int
    sentence: str
    sample: list[int]
    took_ms: int
    warnings: list[Doubt]


def preview(rule: object, now: datetime, *, limit: int = 10, asker: str = "") -> Preview:
    """Raises RuleError and what limits.ask raises. `asker`: whose earlier question need not be answered any more."""
    begun = clock.monotonic()
    condition = read(rule)
    write = Together(zone=the_team().time_zone)
    sql = FIND.format(condition=condition.sql(write), people=write.tables.people)
    values = write.parameters | {"now": clock.to_ms(now), "limit": max(1, min(limit, MOST))}
    [(count, of, some)] = ask(sql, values, asker=asker)
    took_ms = round((clock.monotonic() - begun) * 1000)
    numbers = [number for _seen, number in some[:limit]]
    return Preview(count, of, condition.sentence(), numbers, took_ms, doubts(rule, now))
