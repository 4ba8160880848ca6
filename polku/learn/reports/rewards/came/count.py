"""How much came through which channel, and how much of that was used; and through which it was used."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec
from django.db import connection

from polku.act.rewards.ledger.models import Program
from polku.learn.reports.rewards import sql
from polku.learn.reports.rewards.asked import Part, ask
from polku.learn.reports.rewards.came import how
from polku.learn.reports.rewards.came.campaigns import channel_of_each, channels

USED = f"""
SELECT {{case}}, COUNT(*), COUNT(DISTINCT COALESCE(i.profile_id, NULLIF(u.identity_id, 0))), SUM(u.money_minor)
FROM {sql.USES.format(more="LEFT JOIN identity i ON i.id = u.identity_id")} GROUP BY 1 ORDER BY 2 DESC, 1
"""  # noqa: S608 ours
# What campaigns gave, one by one; and what of it was used.
GIVEN_EACH = """
SELECT g.id, COALESCE(i.profile_id, g.identity_id), g.at_ms, g.by
FROM reward_movement g LEFT JOIN identity i ON i.id = g.identity_id
WHERE g.program_id = %s AND g.kind = 'grant' AND g.by LIKE 'campaign:%%'
"""
USED_EACH = f"""
SELECT u.lot, COALESCE(i.profile_id, u.identity_id), u.at_ms, g.by
FROM (SELECT u.lot, u.identity_id, u.at_ms FROM {sql.USED_ROWS}) u
JOIN reward_movement g ON g.id = u.lot LEFT JOIN identity i ON i.id = u.identity_id
WHERE g.by LIKE 'campaign:%%'
"""  # noqa: S608 ours


MOST = 200  # who gave it
NOBODY = 0  # where a code that everybody shows was used, and nobody said who it is


class Each(msgspec.Struct, frozen=True, gc=False):
    """What a campaign gave one person, or they used of it. `person`: one of their identities."""

    lot: int
    person: int
    at_ms: int
    channel: str


def plain(program: Program) -> Mapping[str, str] | None:
    """Each campaign's channel; None where one has written by several: then each person's own message counts."""
    found = channels(program)
    if any(len(names) > 1 for names in found.values()):
        return None
    return {campaign: next(iter(names)) for campaign, names in found.items()}


def by_giver_and_channel(program: Program) -> tuple[list[Part], list[Part]]:
    """Who gave it ("member:3", "key:2", "campaign:7"), and through which channel it came: read once."""
    known = plain(program)
    case, values = how.came(program, known or {})
    givers, ways = defaultdict[str, _Sum](_Sum), defaultdict[str, _Sum](_Sum)
    with connection.cursor() as cursor:
        cursor.execute(sql.GIVEN_EACH.format(case=case), [*values, program.pk])
        while rows := cursor.fetchmany(5_000):
            for by, way, who, used in rows:
                givers[by].add(who, used)
                ways[way].add(who, used)
    given = _parts(givers)[:MOST]
    if known is not None:
        return given, _parts(ways)
    found = [one for one in _parts(ways) if one.key != how.SEVERAL] + _of_each(program)
    return given, sorted(found, key=lambda part: (-part.given, part.key))


class _Sum:
    def __init__(self) -> None:
        self.given = self.used = 0
        self.people: set[int | None] = set()

    def add(self, who: int | None, used: int) -> None:
        self.given += 1
        self.used += used
        self.people.add(who)


def _parts(sums: Mapping[str, _Sum]) -> list[Part]:
    """Whoever is not known counts as nobody."""
    found = [Part(key, one.given, one.used, len(one.people - {None})) for key, one in sums.items()]
    return sorted(found, key=lambda part: (-part.given, part.key))


def by_use(program: Program) -> list[Part]:
    case, values = how.used()
    rows = ask(USED.format(case=case), [*values, program.pk])
    return [Part(key, used=int(used), people=int(people), minor=int(minor or 0)) for key, used, people, minor in rows]


def each(program: Program, kind: str) -> Iterator[Each]:
    """What campaigns gave, or what of that was used, by the channel of each person's message."""
    theirs: dict[str, dict[int, str]] = {}
    for lot, person, at_ms, by in ask(USED_EACH if kind == "used" else GIVEN_EACH, [program.pk]):
        if by not in theirs:
            theirs[by] = channel_of_each(by)
        yield Each(int(lot), int(person), int(at_ms), theirs[by].get(int(person), ""))


def _of_each(program: Program) -> list[Part]:
    lots: dict[str, set[int]] = defaultdict(set)
    people: dict[str, set[int]] = defaultdict(set)
    used: dict[str, set[int]] = defaultdict(set)
    for one in each(program, "given"):
        lots[one.channel].add(one.lot)
        people[one.channel] |= {one.person} - {NOBODY}
    for one in each(program, "used"):
        used[one.channel].add(one.lot)
    return [Part(how.CHANNEL + key, len(lots[key]), len(used[key]), len(people[key])) for key in lots]
