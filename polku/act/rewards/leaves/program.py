"""The program that a condition names."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.rewards.ledger.models import Movement, Program
from polku.act.rewards.ledger.open import ends_ms
from polku.act.rewards.ledger.told import NAMES
from polku.know.events.append import INTERNAL
from polku.know.rules.condition import Node, Writer, did_you_mean

NOW = "fromUnixTimestamp64Milli({now:Int64}, 'UTC')"
GIVEN = (Movement.Kind.GRANT, Movement.Kind.BACK)
TAKEN = (Movement.Kind.USE, Movement.Kind.WITHDRAWN, Movement.Kind.EXPIRED)
# Over a row of events: what polku has told of this program up to now. Rides the order of `events`: (name, …).
OURS = """
name IN {names} AND source = {ours} AND time <= {now}
    AND ifNull(toInt64OrNull(toString(properties.program_id)), 0) = {program}
"""
# Over a row of `moments`: dated ahead of its arrival, its time has come.
AHEAD = f"time > fromUnixTimestamp64Milli({{since:Int64}}, 'UTC') AND time <= {NOW} AND time > received"


@dataclass(frozen=True)
class Named:
    """A program by its number. `name` None: there is none. `kind` "": any may be meant. `ended_ms`: when it ended."""

    number: int
    name: str | None = None
    kind: str = ""
    ended_ms: int | None = None

    def events(self, *kinds: str) -> list[str]:
        """Names of the events of these movements; of an unknown program none is true of anybody."""
        return sorted(name for (of, kind), name in NAMES.items() if of == self.kind and kind in kinds)

    def words(self, write: Writer, names: Collection[str]) -> dict[str, str]:
        """For the statements: {person}, {events}, and {happened} over a row of these."""
        happened = OURS.format(
            now=NOW,
            names=write.value(sorted(names), "Array(String)"),
            ours=write.value(INTERNAL, "UInt64"),
            program=write.value(self.number, "Int64"),
        )
        return {"person": write.tables.person, "events": write.tables.events, "happened": happened}

    @property
    def called(self) -> str:
        return self.name if self.name is not None else _("program %(number)d") % {"number": self.number}

    def doubt(self) -> str:
        """What is to be said of one that is not there; empty otherwise."""
        return _("there is no program %(number)d") % {"number": self.number} if self.name is None else ""


def read_program(node: Node, key: str, *, kinds: Collection[str]) -> Named:
    """From its number under `key`. Raises RuleError, also where it is of another kind than can be asked so."""
    number = node.given[key]
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**63:
        raise node.wrong(key, _("this must be the number of a program") + _hint(number))
    found = Program.objects.filter(pk=number).first()
    if found is None:
        return Named(number)
    if found.kind not in kinds:
        raise node.wrong(key, _("“%(program)s” is no program of which this can be asked") % {"program": found.name})
    return Named(number, found.name, found.kind, ends_ms(found))


def _hint(given: object) -> str:
    """The number, where somebody wrote the name instead."""
    if not isinstance(given, str) or "\0" in given or not given.strip():
        return ""
    found = Program.objects.filter(name__iexact=given.strip()).order_by("-pk").first()
    return did_you_mean(str(found.pk), [str(found.pk)]) if found is not None else ""
