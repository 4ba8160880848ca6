"""Everybody whom a rule finds, and beside each whether further conditions hold of them: one question."""

from collections.abc import Sequence
from datetime import datetime

from polku.kit import clock, columns
from polku.kit.arrays import Flags, Numbers, np
from polku.know.rules.ask import TIME_LIMIT_S
from polku.know.rules.compile import WHO
from polku.know.rules.condition import Condition, Writer
from polku.know.rules.tree import read
from polku.know.teams.begin import the_team


def marked(rule: object, conditions: Sequence[Condition], now: datetime) -> tuple[Numbers, Flags]:
    """Profile numbers, ascending, and who meets which condition. Shapes: (people,), (people, conditions).

    The conditions see nothing but a person's number: `sample` is one of these. Raises RuleError and
    columns.ColumnsError.
    """
    write = Writer(zone=the_team().time_zone)
    people = WHO.format(people=write.tables.people, condition=read(rule).sql(write))
    marks = [f"toUInt8({condition.sql(write)})" for condition in conditions]
    asked = f"SELECT {', '.join(['id', *marks])} FROM ({people}) ORDER BY id"  # noqa: S608 values are parameters
    found = columns.packed(asked, write.parameters | {"now": clock.to_ms(now)}, time_limit_s=TIME_LIMIT_S)
    rows = np.frombuffer(found, [("id", "<i8"), ("marks", "u1", (len(conditions),))])
    return rows["id"].copy(), rows["marks"].astype(bool)
