"""How many of the audience lack each fact: one question to the column store, however many they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from polku.act.campaigns.checklist.facts import Fact
from polku.kit import clock, columns
from polku.know.rules.ask import TIME_LIMIT_S
from polku.know.rules.condition import RuleError
from polku.know.rules.together import Together
from polku.know.rules.tree import read
from polku.know.teams.begin import the_team
from polku.say.content.fields import SPELLINGS

# Of everybody whom the rule finds, how many have each fact. Scans `people` once.
COUNT = """
SELECT {counts}
FROM {people}
WHERE {condition}
"""
OWN = {"name": "polku.name", "last_seen": "polku.last_seen"}


@dataclass(frozen=True)
class Lacking:
    """`by_fact`: by its key; of a fact that only some see, how many of these."""

    total: int
    by_fact: dict[tuple[str, str], int]


def lacking(rule: Any, facts: Sequence[Fact], now: datetime) -> Lacking:
    """Raises RuleError and columns.ColumnsError. What cannot be asked for lacks nobody."""
    write = Together(zone=the_team().time_zone)
    condition = read(rule).sql(write)
    asked: dict[tuple[str, str], str] = {}
    for fact in facts:
        try:
            lacks = f"NOT {read(_has(fact.name)).sql(write)}"
            seen = "" if fact.only_if is None else f"{read(fact.only_if).sql(write)} AND "
        except RuleError:
            continue
        asked[fact.key] = seen + lacks
    counts = ", ".join(["count()", *(f"countIf({sql})" for sql in asked.values())])
    sql = COUNT.format(counts=counts, people=write.tables.people, condition=condition)
    [[total, *found]] = columns.query(sql, write.parameters | {"now": clock.to_ms(now)}, time_limit_s=TIME_LIMIT_S)
    return Lacking(int(total), {key: int(count) for key, count in zip(asked, found, strict=True)})


def _has(name: str) -> Any:
    spellings = SPELLINGS.get(name, (OWN.get(name, name),))
    return {"any": [{"trait": one, "op": "exists"} for one in spellings]}
