"""What has to be true of a date: on which side of some moments it lies."""

from collections.abc import Callable, Sequence
from typing import Any

from polku.know.rules.condition import Writer
from polku.know.rules.operators.dates import NOW, SINCE, bound_of, compared
from polku.know.rules.operators.moments import Moment
from polku.know.rules.operators.one import Crossing, Holds, One

Sides = Callable[[Sequence[Any]], Sequence[tuple[str, Moment]]]  # what has to be true: a comparison with a moment, each


def lies(sides: Sides) -> Callable[[Writer, Sequence[Any], bool], Holds]:
    def asks(write: Writer, values: Sequence[Any], _is_exact: bool) -> Holds:
        zone = write.value(write.zone, "String")
        bounds = [(sign, moment.bound(write, zone, NOW)) for sign, moment in sides(values)]

        def holds(one: One) -> str:
            own = bound_of(one, zone)
            return f"({' AND '.join([own.is_date, *(compared(own, sign, bound) for sign, bound in bounds)])})"

        return holds

    return asks


def crosses(sides: Sides) -> Callable[[Writer, Sequence[Any]], Crossing | None]:
    """A side goes along with time one way only: it was crossed where it holds at one end and not at the other."""

    def asks(write: Writer, values: Sequence[Any]) -> Crossing | None:
        moving = [(sign, moment) for sign, moment in sides(values) if moment.moves]
        if not moving:
            return None
        zone = write.value(write.zone, "String")
        ends = [(sign, moment.bound(write, zone, SINCE), moment.bound(write, zone, NOW)) for sign, moment in moving]
        at_midnight = [f"{was.day} != {now.day}" for _sign, was, now in ends if now.is_whole == "1"]

        def holds(one: One) -> str:
            own = bound_of(one, zone)
            sides = [f"{compared(own, sign, was)} != {compared(own, sign, now)}" for sign, was, now in ends]
            # Whether it is a date at all is not asked here: that takes time, and one too many does no harm.
            return f"({' OR '.join(sides)})"

        return Crossing(holds, " OR ".join(at_midnight) if len(at_midnight) == len(ends) else "1")

    return asks
