"""What is left of somebody's grants by the events of the ledger: given and given back, less whatever was taken."""

from polku.act.rewards.leaves.program import AHEAD, GIVEN, TAKEN, Named
from polku.act.rewards.ledger.models import Movement, Program
from polku.know.rules.condition import Writer

AMOUNT = "ifNull(toInt64OrNull(toString(properties.amount)), 1)"
AT = "ifNull(toInt64OrNull(toString(properties.{name})), {otherwise})"
FOR_EVER = "toInt64(9007199254740992)"

# What each person has that can be used now. Of a grant whose hour has not come, or is over, nothing counts: the event
# that says so comes only when the loop has been there.
HELD = """
SELECT person, sum(`left`) AS held
FROM (
    SELECT
        {person} AS person,
        sumIf({amount}, name IN {given}) - sumIf({amount}, name IN {taken}) AS `left`,
        maxIf({begins}, name = {granted}) AS begins_ms,
        minIf({ends}, name = {granted}) AS ends_ms
    FROM {events}
    WHERE {happened}
    GROUP BY person, toString(properties.grant)
)
WHERE begins_ms <= {{now:Int64}} AND ends_ms > {{now:Int64}} AND {ended} > {{now:Int64}}
GROUP BY person
"""
# For whom a grant has begun or ended by time alone or with its program, or an event that was dated ahead has become
# true.
CROSSED = """
SELECT {person} AS id
FROM {events}
WHERE name = {granted} AND (
    {begins} > {{since:Int64}} AND {begins} <= {{now:Int64}} OR {ends} > {{since:Int64}} AND {ends} <= {{now:Int64}}
    OR {ended} > {{since:Int64}} AND {ended} <= {{now:Int64}}
)
UNION DISTINCT
SELECT {person} AS id FROM moments WHERE name IN {names} AND {ahead}
"""
# Of these a grant ends when it was said to; of the others, whose end can move, the ledger tells when it is over.
ENDS_AS_SAID = (Program.Kind.COUPON, Program.Kind.POINTS)


def held(program: Named, write: Writer) -> str:
    """SELECT person, held."""
    names = events_of(program)
    return HELD.format(
        **program.words(write, names),
        **_instants(program, write),
        amount=AMOUNT,
        given=write.value(program.events(*GIVEN), "Array(String)"),
        taken=write.value(program.events(*TAKEN), "Array(String)"),
        granted=_granted(program, write),
    )


def crossed(program: Named, write: Writer) -> str:
    names = write.value(events_of(program), "Array(String)")
    words = {"person": write.tables.person, "events": write.tables.events, "names": names, "ahead": AHEAD}
    return CROSSED.format(**words, **_instants(program, write), granted=_granted(program, write))


def events_of(program: Named) -> list[str]:
    return program.events(*GIVEN, *TAKEN)


def _instants(program: Named, write: Writer) -> dict[str, str]:
    ends = AT.format(name="ends_ms", otherwise=FOR_EVER) if program.kind in ENDS_AS_SAID else FOR_EVER
    ended = FOR_EVER if program.ended_ms is None else write.value(program.ended_ms, "Int64")
    return {"begins": AT.format(name="begins_ms", otherwise=0), "ends": ends, "ended": ended}


def _granted(program: Named, write: Writer) -> str:
    return write.value("".join(program.events(Movement.Kind.GRANT)), "String")
