"""How many people meet each condition of a rule alone: which of them cuts."""

from datetime import datetime

from polku.kit import clock
from polku.know.rules.combine import All, Group, Not
from polku.know.rules.limits import ask
from polku.know.rules.together import Together
from polku.know.rules.tree import read
from polku.know.rules.walk import Place, written_out
from polku.know.teams.begin import the_team

# All of them in one pass over the people. {leaves} are worked out once, whatever groups they stand in.
COUNT = """
SELECT {counts}
FROM (SELECT {leaves} FROM {people})
"""


def sizes(rule: object, now: datetime, *, asker: str = "") -> dict[str, int]:
    """By path: "" for the whole rule, all[0], all[1].not. Raises RuleError and what limits.ask raises."""
    write = Together(zone=the_team().time_zone)
    places = list(written_out(read(rule)))
    leaves = {place.path: place.condition for place in places if not isinstance(place.condition, Group | Not)}
    names = {path: f"leaf{number}" for number, path in enumerate(leaves)}
    asked = [f"{condition.sql(write)} AS {names[path]}" for path, condition in leaves.items()]
    counts = ", ".join(f"countIf({_sql(place, names)})" for place in places)
    sql = COUNT.format(counts=counts, leaves=", ".join(asked) or "1", people=write.tables.people)
    [found] = ask(sql, write.parameters | {"now": clock.to_ms(now)}, asker=asker)
    return {place.path: int(count) for place, count in zip(places, found, strict=True)}


def _sql(place: Place, names: dict[str, str]) -> str:
    if place.path in names:
        return names[place.path]
    parts = [_sql(part, names) for part in place.inside()]
    if isinstance(place.condition, Not):
        return f"(NOT {parts[0]})"
    is_all = isinstance(place.condition, All)
    return f"({(' AND ' if is_all else ' OR ').join(parts)})" if parts else str(int(is_all))
