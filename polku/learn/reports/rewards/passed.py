"""What offers and benefits have passed on: who had a place, who had reached what, what became of the prizes."""

from collections.abc import Mapping

import msgspec

from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.offers.models import Place
from polku.learn.reports.rewards.asked import ask

KINDS = (Program.Kind.OFFER, Program.Kind.BENEFIT)
# Whoever had a place or wanted one, and whoever had a benefit. Indexes reward_place_turn, reward_earned_program.
HAD: Mapping[str, str] = {
    Program.Kind.OFFER: "SELECT identity_id, at_ms, state AS part FROM reward_place WHERE program_id = %s",
    Program.Kind.BENEFIT: "SELECT identity_id, at_ms, meaning AS part FROM reward_earned WHERE program_id = %s",
}
# What came with it, of one program of prizes. Unique index reward_movement_cause; reward_movement_program.
CAME_WITH: Mapping[str, str] = {
    Program.Kind.OFFER: """
SELECT m.id, m.identity_id, m.at_ms
FROM reward_place p JOIN reward_movement m ON m.identity_id = p.identity_id AND m.kind = 'grant'
    AND m.cause = %s || CAST(p.id AS VARCHAR(20)) || ':' || CAST(p.nth AS VARCHAR(20))
WHERE p.program_id = %s AND p.state = 'taken'
""",
    Program.Kind.BENEFIT: """
SELECT m.id, m.identity_id, m.at_ms FROM reward_movement m
WHERE m.kind = 'grant' AND m.cause LIKE %s AND m.program_id = %s
""",
}
# Uses of these that stand. {given}: what came with it.
USES = """
SELECT u.identity_id, u.at_ms, u.lot, u.money_minor + u.beside_minor AS minor
FROM ({given}) g JOIN reward_movement u ON u.lot = g.id AND u.kind = 'use'
WHERE NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = u.id)
"""
PARTS = """
SELECT r.part, COUNT(*), COUNT(DISTINCT COALESCE(i.profile_id, NULLIF(r.identity_id, 0)))
FROM ({had}) r LEFT JOIN identity i ON i.id = r.identity_id GROUP BY r.part ORDER BY 2 DESC, 1
"""
GIVEN = "SELECT COUNT(*) FROM ({given}) g"
USED = "SELECT COUNT(DISTINCT lot), COUNT(*), SUM(minor) FROM ({uses}) u"
MOST = 50

Source = tuple[str, tuple[int | str, ...]]


class Had(msgspec.Struct, frozen=True):
    """`part`: of an offer the state of places, of a benefit its meaning ("order:10")."""

    part: str
    count: int
    people: int


class Passed(msgspec.Struct, frozen=True):
    """`given`: prizes that came with it; of these so many were `used`, in so many `uses` that cost `minor`, in the
    program's currency; None: prizes are of another one."""

    parts: list[Had]
    given: int
    used: int
    uses: int
    minor: int | None

    def of(self, state: str) -> int:
        return next((one.count for one in self.parts if one.part == state), 0)

    @property
    def count(self) -> int:
        return sum(one.count for one in self.parts)


def passed(program: Program) -> Passed | None:
    """None for kinds whose own movements tell it."""
    if program.kind not in KINDS:
        return None
    rows = ask(PARTS.format(had=HAD[program.kind]), [program.pk])
    parts = [Had(str(part), int(count), int(people)) for part, count, people in rows]
    source, prizes = came_with(program), _prizes(program)
    if source is None:
        return Passed(parts, 0, 0, 0, 0)
    given, values = source
    [(count,)] = ask(GIVEN.format(given=given), values)
    [(used, uses, minor)] = ask(USED.format(uses=USES.format(given=given)), values)
    is_ours = not Program.objects.filter(pk__in=prizes).exclude(currency=program.currency).exists()
    return Passed(parts, int(count), int(used), int(uses), int(minor or 0) if is_ours else None)


def had(program: Program, part: str = "") -> Source | None:
    source = HAD.get(program.kind)
    if source is None:
        return None
    if _is_offer(program):  # whoever only wanted a place had none
        return f"{source} AND state = %s", (program.pk, part or Place.State.TAKEN.value)
    return (f"{source} AND meaning = %s", (program.pk, part)) if part else (source, (program.pk,))


def came_with(program: Program) -> Source | None:
    """The grants of all prizes that its terms have ever named."""
    statement, prizes = CAME_WITH.get(program.kind), _prizes(program)
    if statement is None or not prizes:
        return None
    values: list[int | str] = []
    for prize in prizes:
        values += [f"{prize}/offer:", program.pk] if _is_offer(program) else [f"{prize}/benefit:{program.pk}:%", prize]
    each = [f"SELECT * FROM ({statement}) g{nth}" for nth, _prize in enumerate(prizes)]  # noqa: S608 ours
    return " UNION ALL ".join(each), tuple(values)


def used_with(program: Program) -> Source | None:
    source = came_with(program)
    return (USES.format(given=source[0]), source[1]) if source is not None else None


def _prizes(program: Program) -> list[int]:
    rows = Terms.objects.filter(program=program).values_list("terms", flat=True)
    return sorted({int(prize["program"]) for terms in rows if (prize := terms.get("prize"))})


def _is_offer(program: Program) -> bool:
    return program.kind == Program.Kind.OFFER
