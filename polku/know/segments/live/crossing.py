"""What time alone changes: who has just stepped over an edge of a rule is asked about, and nobody else."""

from collections.abc import Sequence
from datetime import datetime

from polku.kit import clock, columns
from polku.know.rules.condition import RuleError, Writer
from polku.know.segments.live.followed import Followed
from polku.know.segments.live.judge import NOT_THE_RULE
from polku.know.segments.live.trouble import stop
from polku.know.teams.begin import the_team

TIME_LIMIT_S = 5
MOST = 20_000  # people; for more everybody is asked

# Who stepped over any of several edges, by the number of the edge.
OVER = "SELECT {n} AS edge, crossing.1 AS id FROM (SELECT tuple(*) AS crossing FROM ({sql}))"
CROSSED = "SELECT edge, groupUniqArray({most})(id) FROM ({edges}) GROUP BY edge"


def crossed(segments: Sequence[Followed], since_ms: int, now: datetime) -> list[tuple[Followed, list[int]]]:
    """Of each segment, whom time may have moved in or out after `since_ms`; more than MOST where it may be anybody.

    What several rules have in common is asked once. One that cannot be asked stops its own segment.
    """
    edges, of = _edges(segments)
    if not edges:
        return []
    try:
        found = _ask(edges, since_ms, now)
    except NOT_THE_RULE:
        raise
    except (columns.ColumnsError, RuleError) as problem:
        if len(segments) == 1:
            stop(segments[0].id, problem)
            return []
        return [one for segment in segments for one in crossed([segment], since_ms, now)]
    return [(segment, people) for segment, edge in of if (people := found.get(edge))]


def _edges(segments: Sequence[Followed]) -> tuple[list[Followed], list[tuple[Followed, int]]]:
    """One segment for each different edge, and of each segment which edge is its own."""
    zone = the_team().time_zone
    known: dict[str, int] = {}
    edges: list[Followed] = []
    of = []
    for segment in segments:
        write = Writer(zone=zone)
        sql = segment.condition.crossed(write)
        if not sql:
            continue
        key = f"{sql}\0{sorted(write.parameters.items())!r}"
        if key not in known:
            known[key] = len(edges)
            edges.append(segment)
        of.append((segment, known[key]))
    return edges, of


def _ask(edges: Sequence[Followed], since_ms: int, now: datetime) -> dict[int, list[int]]:
    write = Writer(zone=the_team().time_zone)
    asked = [OVER.format(n=n, sql=edge.condition.crossed(write)) for n, edge in enumerate(edges)]
    sql = CROSSED.format(edges="\nUNION ALL\n".join(asked), most=MOST + 1)
    values = write.parameters | {"since": since_ms, "now": clock.to_ms(now)}
    return dict(columns.query(sql, values, time_limit_s=TIME_LIMIT_S))
