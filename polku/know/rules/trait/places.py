"""Where a trait stands: in the column of traits, also within lists of objects, or in a column of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from polku.know.rules.condition import Writer
from polku.know.rules.operators.one import Holds, One
from polku.know.rules.operators.place import Place, column
from polku.know.rules.trait.lists import place_through
from polku.know.rules.trait.names import ADDRESSES, OWN
from polku.know.rules.trait.own import own_place


def place_of(keys: Sequence[str], write: Writer) -> Place:
    if keys[0] == OWN:
        return own_place(keys[1])
    if len(keys) == 1 and keys[0] in ADDRESSES:
        trait = column("traits", keys[0])
        return Address(trait.value, trait.inside, name=keys[0])
    first = next((nth for nth, key in enumerate(keys, 1) if key.endswith("[]")), 0)
    return place_through(keys, first, write) if first else column("traits", *keys)


@dataclass(frozen=True)
class Address(Place):
    """A trait, or where there is none, a name under which events came."""

    name: str = "''"

    def one(self) -> One:
        known = f"nullIf({self.name}, '')"
        trait = super().one()
        return One(f"coalesce({trait.text}, {known})", trait.number, f"coalesce({trait.string}, {known})")

    def any(self, holds: Holds, *, is_of_texts: bool = False) -> str:  # noqa: ARG002 - lists are rare here
        return super().any(holds)

    def is_value(self) -> str:
        return f"({super().is_value()} OR notEmpty({self.name}))"

    def exists(self) -> str:
        return f"({super().exists()} OR notEmpty({self.name}))"

    def shown(self) -> str:
        known = f"CAST(nullIf({self.name}, ''), 'Dynamic')"
        return f"if({super().exists()}, {super().shown()}, {known})"
