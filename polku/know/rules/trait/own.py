"""What polku itself knows of a person: columns with one value in each row."""

from dataclasses import dataclass

from polku.kit.money import decimals
from polku.know.rules.operators.one import NOTHING, Holds, One
from polku.know.rules.operators.place import Place
from polku.know.rules.trait.names import MOMENTS, TEXTS
from polku.know.teams.begin import the_team


@dataclass(frozen=True)
class Single(Place):
    """A column with one value in each row."""

    single: One = NOTHING

    def one(self) -> One:
        return self.single

    def any(self, holds: Holds, *, is_of_texts: bool = False) -> str:  # noqa: ARG002 - it has one kind anyway
        return f"ifNull({holds(self.single)}, 0)"

    def is_value(self) -> str:
        return f"({self.single.text} IS NOT NULL)"

    exists = is_value

    def is_list(self) -> str:
        return "0"

    def elements(self) -> str:
        return "CAST([], 'Array(String)')"

    def shown(self) -> str:
        one = self.single
        return one.moment or (one.text if one.number == NOTHING.number else one.number)


def own_place(fact: str) -> Place:
    return Single("NULL", "NULL", single=_one(fact))


def _one(fact: str) -> One:
    if fact in MOMENTS:
        moment = f"nullIf({fact}, toDateTime64(0, 3, 'UTC'))"  # of whom others have only told
        # Without a percent sign: the client would take it for one of its own values.
        text = f"concat(replaceOne(substring(toString({moment}), 1, 19), ' ', 'T'), 'Z')"
        return One(text, NOTHING.number, text, moment)
    if fact in TEXTS:
        return One(f"nullIf({fact}, '')", NOTHING.number, f"nullIf({fact}, '')")
    number = "orders" if fact == "orders" else f"revenue_minor / {10 ** decimals(the_team().currency)}"
    return One(f"toNullable(toString({number}))", f"toNullable(toFloat64({number}))", NOTHING.string)
