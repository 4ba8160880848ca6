"""From a rule to one ClickHouse statement."""

from dataclasses import dataclass
from typing import Any

from polku.know.rules.condition import EVERYBODY, Condition, Tables, Writer
from polku.know.rules.tree import read
from polku.know.teams.begin import the_team

# Everybody who meets the condition. People without any event are rows like all others.
WHO = """
SELECT id
FROM {people}
WHERE {condition}
"""


@dataclass(frozen=True)
class Compiled:
    """A SELECT of profile ids. To ask it, add `now` to the parameters: milliseconds since 1970."""

    sql: str
    params: dict[str, Any]


def compile(rule: object, tables: Tables = EVERYBODY) -> Compiled:  # noqa: A001 - what everybody looks for
    """Raises RuleError, which points to the place in the rule."""
    return written(read(rule), tables)


def written(condition: Condition, tables: Tables = EVERYBODY) -> Compiled:
    """The same for a rule that has been read."""
    write = Writer(tables, the_team().time_zone)
    return Compiled(WHO.format(people=tables.people, condition=condition.sql(write)), write.parameters)


def crossed(condition: Condition) -> Compiled | None:
    """The people whose truth time alone may have changed after `{since:Int64}`, up to `{now:Int64}`. None: never."""
    write = Writer(zone=the_team().time_zone)
    sql = condition.crossed(write)
    return Compiled(sql, write.parameters) if sql else None
