"""Whether conditions hold of people who are known already: one question, however many they are."""

from collections.abc import Sequence
from datetime import datetime

from polku.kit import clock, columns
from polku.kit.arrays import Flags, Numbers, np
from polku.know.rules.ask import TIME_LIMIT_S
from polku.know.rules.condition import Condition
from polku.know.rules.marked import MARKED
from polku.know.rules.together import Together
from polku.know.teams.begin import the_team

FEW = 20_000  # people who are named one by one rather than looked for among everybody


def marks_of(people: Numbers, conditions: Sequence[Condition], now: datetime) -> Flags:
    """Who of these profiles, which ascend, meets which condition; whoever is not known any more meets none.

    Shapes: (people,) -> (people, conditions). Raises RuleError and columns.ColumnsError.
    """
    found = np.zeros((len(people), len(conditions)), bool)
    if not len(people) or not conditions:
        return found
    write = Together(zone=the_team().time_zone)
    named = f"id IN {write.value(people.tolist(), 'Array(UInt64)')}" if len(people) <= FEW else "1"
    marks = ", ".join(["id", *(f"toUInt8({one.sql(write)})" for one in conditions)])
    asked = MARKED.format(marks=marks, people=write.tables.people, condition=named)
    limit_s = TIME_LIMIT_S * (1 + len(conditions) // 2)
    rows = np.frombuffer(
        columns.packed(asked, write.parameters | {"now": clock.to_ms(now)}, time_limit_s=limit_s),
        [("id", "<i8"), ("marks", "u1", (len(conditions),))],
    )
    if len(rows):
        places = np.searchsorted(rows["id"], people).clip(max=len(rows) - 1)
        is_known = rows["id"][places] == people
        found[is_known] = rows["marks"][places[is_known]].astype(bool)
    return found
