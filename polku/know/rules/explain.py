"""Why somebody meets a rule, or does not: each condition with what it looked at, as of this moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from polku.kit import clock
from polku.know.rules.limits import ask
from polku.know.rules.live import copies
from polku.know.rules.together import Together
from polku.know.rules.tree import read
from polku.know.rules.walk import Place
from polku.know.teams.begin import the_team

MOST = 2_000  # conditions, those of other segments included


@dataclass
class Explained:
    """A condition and its parts, as they are for one person. `facts`: what it looked at, by name."""

    path: str
    sentence: str
    holds: bool
    facts: Mapping[str, Any]
    parts: "list[Explained]" = field(default_factory=list)


def explain(rule: object, person: int, now: datetime) -> Explained | None:
    """None where there is no such person (profile number). Raises RuleError and columns.ColumnsError."""
    root = Place("", read(rule))
    places = list(_all(root))[:MOST]
    with copies([person]) as tables:
        write = Together(tables, the_team().time_zone)
        asked, names = [], []
        for place in places:
            facts = place.condition.facts(write)
            asked += [place.condition.sql(write), *facts.values()]
            names.append(list(facts))
        sql = f"SELECT {', '.join(asked)} FROM {tables.people}"  # noqa: S608 values are parameters
        rows = ask(sql, write.parameters | {"now": clock.to_ms(now)})
    if not rows:
        return None
    values = iter(rows[0])
    known = {}
    for place, mine in zip(places, names, strict=True):
        known[place.path] = bool(next(values)), {name: _plain(next(values)) for name in mine}
    return _tree(root, known)


def _all(place: Place) -> Iterator[Place]:
    yield place
    for part in place.inside():
        yield from _all(part)


def _tree(place: Place, known: Mapping[str, tuple[bool, Mapping[str, Any]]]) -> Explained:
    holds, facts = known[place.path]
    inside = [_tree(part, known) for part in place.inside() if part.path in known]
    return Explained(place.path, place.condition.sentence(), holds, facts, inside)


def _plain(value: Any) -> Any:
    """As JSON can say it."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None  # nor what is no number
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if value is None or isinstance(value, str | int | bool) else str(value)
