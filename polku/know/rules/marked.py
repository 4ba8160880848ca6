"""Everybody whom a rule finds, and beside each whether further conditions hold of them: one question."""

from collections.abc import Sequence
from datetime import datetime

from polku.kit import clock, columns
from polku.kit.arrays import Flags, Numbers, np
from polku.know.rules.ask import TIME_LIMIT_S
from polku.know.rules.condition import Condition
from polku.know.rules.together import Together
from polku.know.rules.tree import read
from polku.know.teams.begin import the_team

MARKED = """
SELECT {marks}
FROM {people}
WHERE {condition}
ORDER BY id
"""


def marked(rule: object, conditions: Sequence[Condition], now: datetime) -> tuple[Numbers, Flags]:
    """Profile numbers, ascending, and who meets which condition. Shapes: (people,), (people, conditions).

    Raises RuleError and columns.ColumnsError.
    """
    write = Together(zone=the_team().time_zone)
    condition = read(rule).sql(write)
    marks = ", ".join(["id", *(f"toUInt8({one.sql(write)})" for one in conditions)])
    asked = MARKED.format(marks=marks, people=write.tables.people, condition=condition)
    limit_s = TIME_LIMIT_S * (1 + len(conditions) // 2)
    found = columns.packed(asked, write.parameters | {"now": clock.to_ms(now)}, time_limit_s=limit_s)
    rows = np.frombuffer(found, [("id", "<i8"), ("marks", "u1", (len(conditions),))])
    return rows["id"].copy(), rows["marks"].astype(bool)
