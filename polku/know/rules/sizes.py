"""How many people meet each condition of a rule alone: which of them cuts."""

from datetime import datetime

from polku.kit import clock
from polku.know.rules.limits import ask
from polku.know.rules.together import Together
from polku.know.rules.tree import read
from polku.know.rules.walk import written_out
from polku.know.teams.begin import the_team

# All of them in one pass over the people.
COUNT = "SELECT {counts} FROM {people}"


def sizes(rule: object, now: datetime, *, asker: str = "") -> dict[str, int]:
    """By path: "" for the whole rule, all[0], all[1].not. Raises RuleError and what limits.ask raises."""
    write = Together(zone=the_team().time_zone)
    places = list(written_out(read(rule)))
    counts = ", ".join(f"countIf({place.condition.sql(write)})" for place in places)
    sql = COUNT.format(counts=counts, people=write.tables.people)
    [found] = ask(sql, write.parameters | {"now": clock.to_ms(now)}, asker=asker)
    return {place.path: int(count) for place, count in zip(places, found, strict=True)}
