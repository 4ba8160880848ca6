"""Where a trait stands: in the column of traits, also within lists of objects, or in a column of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.kit.money import decimals
from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.place import Holds, One, Place, can_be_asked_for, column, element
from polku.know.teams.begin import the_team

KEYS, LENGTH = 10, 1_000
TEXT = "CAST(NULL, 'Nullable(String)')"
NUMBER = "CAST(NULL, 'Nullable(Float64)')"
NONE = One(TEXT, NUMBER, TEXT)

# Known also where no trait says so: as a name that events came under. The column holds what a person is written to by.
ADDRESSES = ("email", "phone")
# What polku itself knows of everybody: never a trait.
OWN = "polku"
TEXTS = ("name",)
NUMBERS = ("orders", "revenue")
MOMENTS = ("first_seen", "last_seen")
FACTS = (*TEXTS, *NUMBERS, *MOMENTS)
LABELS = {
    "email": gettext_lazy("e-mail address"),
    "phone": gettext_lazy("phone number"),
    "polku.name": gettext_lazy("name"),
    "polku.orders": gettext_lazy("number of orders"),
    "polku.revenue": gettext_lazy("revenue"),
    "polku.first_seen": gettext_lazy("first visit"),
    "polku.last_seen": gettext_lazy("last visit"),
}


@dataclass(frozen=True)
class Single(Place):
    """A column with one value in each row."""

    single: One = NONE

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
        return f"coalesce(toJSONString({self.single.string}), {self.single.text}, 'null')"


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


@dataclass(frozen=True)
class Through(Place):
    """A path that goes through lists of objects: pets[].name. `found`: SQL of all that stands there, each as JSON."""

    found: str = ""

    def one(self) -> One:
        return NONE

    def any(self, holds: Holds, *, is_of_texts: bool = False) -> str:  # noqa: ARG002 - all is read as JSON
        return f"({self.is_list()} AND arrayExists(raw -> ifNull({holds(element('raw'))}, 0), {self.found}))"

    def elements(self) -> str:
        return self.found

    def is_value(self) -> str:
        return self._has("NOT IN (110, 123)")  # neither n(ull) nor {

    def exists(self) -> str:
        return self._has("!= 110")

    def shown(self) -> str:
        return f"concat('[', arrayStringConcat({self.found}, ','), ']')"

    def _has(self, letter: str) -> str:
        return f"({self.is_list()} AND arrayExists(raw -> ascii(raw) {letter}, {self.found}))"


def read_name(node: Node, key: str, given: object) -> tuple[str, ...]:
    """address.city, pets[].name → its keys. Raises RuleError."""
    keys = tuple(given.split(".")) if isinstance(given, str) else ()
    if not 0 < len(keys) <= KEYS or not all(map(_can_be_asked_for, keys)) or len(str(given)) > LENGTH:
        raise node.wrong(key, _("this must be the name of a trait, for example city or address.city"))
    if keys[0] == OWN and (len(keys) != 2 or keys[1] not in FACTS):
        known = ", ".join(f"{OWN}.{fact}" for fact in FACTS)
        raise node.wrong(key, _("of what begins with “polku.” there is: %(known)s") % {"known": known})
    return keys


def place_of(keys: Sequence[str], write: Writer) -> Place:
    if keys[0] == OWN:
        return Single("NULL", "NULL", single=_own(keys[1]))
    if len(keys) == 1 and keys[0] in ADDRESSES:
        trait = column("traits", keys[0])
        return Address(trait.value, trait.inside, name=keys[0])
    first = next((nth for nth, key in enumerate(keys, 1) if key.endswith("[]")), 0)
    if not first:
        return column("traits", *keys)
    names = [key.removesuffix("[]") for key in keys[:first]]
    outer = column("traits", *names)
    return Through(outer.value, outer.inside, found=_through(outer, keys[first:], write))


def label(keys: Sequence[str]) -> str:
    """What a reader calls it."""
    name = ".".join(keys)
    return str(LABELS.get(name, name))


def _can_be_asked_for(key: str) -> bool:
    return can_be_asked_for(key.removesuffix("[]"))


def _through(outer: Place, keys: Sequence[str], write: Writer) -> str:
    found, names = outer.elements(), ""
    for key in keys:
        names += f", {write.value(key.removesuffix('[]'), 'String')}"
        if key.endswith("[]"):
            found, names = f"arrayFlatten(arrayMap(raw -> JSONExtractArrayRaw(raw{names}), {found}))", ""
    if names:
        found = f"arrayMap(raw -> JSONExtractRaw(raw{names}), {found})"
    if keys:  # a list that stands at the end gives its elements
        found = f"arrayFlatten(arrayMap(raw -> ascii(raw) = 91 ? JSONExtractArrayRaw(raw) : [raw], {found}))"
    return f"arrayFilter(raw -> raw NOT IN ('', '{{}}'), {found})"


def _own(fact: str) -> One:
    if fact in MOMENTS:
        moment = f"nullIf({fact}, toDateTime64(0, 3, 'UTC'))"  # of whom others have only told
        # Without a percent sign: the client would take it for one of its own values.
        text = f"concat(replaceOne(substring(toString({moment}), 1, 19), ' ', 'T'), 'Z')"
        return One(text, NUMBER, text, moment)
    if fact in TEXTS:
        return One(f"nullIf({fact}, '')", NUMBER, f"nullIf({fact}, '')")
    number = "orders" if fact == "orders" else f"revenue_minor / {10 ** decimals(the_team().currency)}"
    return One(f"toNullable(toString({number}))", f"toNullable(toFloat64({number}))", TEXT)
