"""Paths into the JSON of an event: total, shipping.address.city, products[].category, sizes[]."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.kit.columns import path
from polku.know.rules.condition import Node
from polku.know.rules.operators.place import can_be_asked_for

LENGTH = 1_000
KEYS = 10
# Where it stands in a rule → where it stands in an event.
COLUMNS = {"prop": "properties", "of": "properties", "context": "context"}


@dataclass(frozen=True)
class Path:
    """`parts` stand between the lists: products[].size.eu is (("products",), ("size", "eu")).

    The last one is empty where an element itself is meant: sizes[].
    """

    column: str
    parts: tuple[tuple[str, ...], ...]

    @property
    def lists(self) -> int:
        """How many lists it goes through."""
        return len(self.parts) - 1

    def of_list(self, level: int) -> "Path":
        """The path of one of the lists that it goes through."""
        return Path(self.column, self.parts[: level + 1])

    def sql(self, *, inside: bool = False) -> str:
        """The subcolumn: Dynamic, within as many arrays as lists come before it. `inside`: the object there, JSON."""
        written = "[]".join(path("", *part) for part in self.parts if part)
        if inside:
            before, dot, last = written.rpartition("[].")
            return f"{self.column}{before}{dot or '.'}^{last.removeprefix('.')}"
        return self.column + written

    def shown(self) -> str:
        """ "products’ category"."""
        *lists, last = [".".join(part) for part in self.parts]
        shown = last
        for name in reversed(lists):
            shown = _("%(whole)s’ %(part)s") % {"whole": name, "part": shown} if shown else name
        return _("the context’s %(name)s") % {"name": shown} if self.column == "context" else shown


def read_path(node: Node, key: str) -> Path:
    """Raises RuleError."""
    given = node.given[key]
    if isinstance(given, str) and 0 < len(given) <= LENGTH:
        first, *others = given.split("[]")
        parts = [tuple(first.split(".")), *(tuple(part[1:].split(".")) if part else () for part in others)]
        begins = [part == "" or part.startswith(".") for part in others]
        keys = [name for part in parts for name in part]
        if all(begins) and all(parts[:-1]) and keys and len(keys) <= KEYS and all(map(can_be_asked_for, keys)):
            return Path(COLUMNS[key], tuple(parts))
    raise node.wrong(key, _("this must be the name of a property, for example revenue or products[].category"))
