"""An amount: a number that is made of somebody's events. Exact: a whole number of millionths, over another number."""

from dataclasses import dataclass

from polku.know.rules.condition import Writer
from polku.know.rules.happened.amounts import MILLION, millionths
from polku.know.rules.happened.events import Happened
from polku.know.rules.happened.paths import Path

OF_ONE = ("first", "last")
OF_SEVERAL = {"sum": "sum", "avg": "sum", "min": "min", "max": "max"}  # → the engine's aggregate
KINDS = (*OF_ONE, *OF_SEVERAL, "count")

# One row for everybody of whom it is known: `whole` over `parts`, which is never 0.
EACH = """
    SELECT {person} AS person, {side} AS side, toInt256({whole}) AS whole, toInt256({parts}) AS parts
    FROM {events}
    WHERE {happened}
    GROUP BY person
    HAVING parts > 0
"""
PLACE = "(time, seq, nth)"
# In a tuple, since NULL alone would be passed over: the last order may lack the number.
PICKED = f"{{pick}}(tuple({{numbers}}), {PLACE}).1"
# What every event holds but the last one: numbers, NULL where there is none.
EARLIER = f"arrayMap(e -> e.2, arrayPopBack(arraySort(e -> e.1, groupArray(({PLACE}, {{numbers}})))))"
PRESENT = "arrayMap(n -> assumeNotNull(n), arrayFilter(n -> n IS NOT NULL, {numbers}))"
FACT = "(SELECT anyOrNull(toFloat64(whole) / toFloat64(parts) / {million}) FROM ({each}))"


@dataclass(frozen=True)
class Amount:
    """`of`: a number in the events; of a count, None."""

    kind: str
    happened: Happened
    of: Path | None = None
    is_before_last: bool = False

    def each(self, write: Writer, side: int) -> str:
        """A SELECT of person, side, whole and parts."""
        whole, parts = self._fraction(write)
        return EACH.format(
            person=write.tables.person,
            side=side,
            whole=whole,
            parts=parts,
            events=self.happened.source(write),
            happened=self.happened.sql(write),
        )

    def fact(self, write: Writer) -> str:
        """The number itself, of the only person there is; NULL where it is not there."""
        return FACT.format(million=MILLION, each=self.each(write, 1))

    def _fraction(self, write: Writer) -> tuple[str, str]:
        if self.of is None:
            times = "(count() - 1)" if self.is_before_last else "count()"
            return f"{times} * {MILLION}", "1"
        numbers, ending = millionths(self.of, write)
        if self.kind in OF_ONE:
            found = PICKED.format(pick="argMin" if self.kind == "first" else "argMax", numbers=numbers)
            return f"ifNull({found}, 0)", f"({found} IS NOT NULL)"
        if self.is_before_last and self.kind in ("min", "max"):
            found = EARLIER.format(numbers=numbers)
            found = f"arrayFlatten({found})" if ending else PRESENT.format(numbers=found)
            return f"array{self.kind.title()}({found})", f"notEmpty({found})"
        whole, times = f"ifNull({OF_SEVERAL[self.kind]}{ending}({numbers}), 0)", f"count{ending}({numbers})"
        if self.is_before_last:
            last = PICKED.format(pick="argMax", numbers=numbers)
            whole += f" - arraySum({last})" if ending else f" - ifNull({last}, 0)"
            times += f" - length({last})" if ending else f" - ({last} IS NOT NULL)"
        return whole, times if self.kind == "avg" else f"({times} > 0)"
