"""A claim about the value at a place: an operator and what it compares with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer, did_you_mean
from polku.know.rules.operators.one import element
from polku.know.rules.operators.operator import ALSO, OPERATORS, Operator
from polku.know.rules.operators.place import Place
from polku.know.rules.operators.values import shown

KEYS = ("op", "value", "exact", "or_missing")  # of an object that makes a claim


@dataclass(frozen=True)
class Claim:
    """Of a list, it holds when it holds for any element; one that says no, when it holds for none."""

    name: str
    values: Sequence[Any] = ()
    is_exact: bool = False
    or_missing: bool = False

    def sql(self, place: Place, write: Writer) -> str:
        """0 or 1, never NULL."""
        operator = self.operator
        if operator.holds is None:
            return f"(NOT {place.exists()})" if operator.denies else place.exists()
        sql = place.any(
            operator.holds(write, self.values, self.is_exact), is_of_texts=operator.is_of_texts(self.values)
        )
        if operator.denies:
            sql = f"({place.is_value()} AND NOT {sql})"
        return f"({sql} OR NOT {place.exists()})" if self.or_missing else sql

    def of_element(self, raw: str, write: Writer) -> str:
        """The same of one element of `Place.elements()`, by the name of its variable. 0 or 1."""
        is_there = f"({raw} NOT IN ('null', '{{}}'))"
        if self.operator.holds is None:
            return f"(NOT {is_there})" if self.operator.denies else is_there
        one = element(raw)
        sql = f"ifNull({self.operator.holds(write, self.values, self.is_exact)(one)}, 0)"
        if self.operator.denies:
            sql = f"({one.text} IS NOT NULL AND NOT {sql})"
        return f"({sql} OR NOT {is_there})" if self.or_missing else sql

    def crossed(self, place: Place, write: Writer) -> str:
        """Whether time may have changed it between {since:Int64} and {now:Int64}. Empty where time changes nothing."""
        crossing = self.operator.crosses(write, self.values) if self.operator.crosses else None
        return f"(({crossing.when}) AND {place.any(crossing.holds, is_of_texts=True)})" if crossing else ""

    @property
    def takes_nothing(self) -> bool:
        """Whether it holds where nothing stands."""
        return self.or_missing or (self.operator.holds is None and bool(self.operator.denies))

    @property
    def looks_inside(self) -> bool:
        """Whether it asks for an object as well."""
        return self.or_missing or self.operator.holds is None

    @property
    def operator(self) -> Operator:
        return OPERATORS[self.name]

    def sentence(self, name: str, *, is_negated: bool = False) -> str:
        """ "city is “Tokyo”"."""
        if self.or_missing and self.operator.denies:
            return replace(self, name=self.operator.denies, or_missing=False).sentence(name, is_negated=not is_negated)
        words = {"name": name}
        words |= self.operator.shown(self.values) if self.operator.shown else {"value": shown(self.values)}
        says, says_not = self.operator.says()
        if not self.or_missing:
            return (says_not if is_negated else says) % words
        form = _("%(name)s is known, and %(claim)s") if is_negated else _("%(claim)s, or %(name)s is not known")
        return form % {"claim": (says_not if is_negated else says) % words, "name": name}


def read_claim(node: Node) -> Claim:
    """From "op", "value", "exact" and "or_missing". Raises RuleError."""
    name = read_operator(node)
    values = OPERATORS[name].read(node)
    return Claim(name, values, node.given.get("exact", False), node.given.get("or_missing", False))


def read_operator(node: Node) -> str:
    """All but what it compares with. Raises RuleError."""
    name = node.given.get("op", "is")
    if not isinstance(name, str) or name not in OPERATORS:
        raise node.wrong("op", _('"%(op)s" is not an operator') % {"op": str(name)[:40]} + _hint(name))
    for key in ("exact", "or_missing"):
        if not isinstance(node.given.get(key, False), bool):
            raise node.wrong(key, _("this is true or false"))
    if OPERATORS[name].holds is None and node.given.get("or_missing"):
        raise node.wrong("or_missing", _("“%(op)s” asks whether it is there") % {"op": name})
    return name


def _hint(name: object) -> str:
    if also := ALSO.get(str(name).lower().replace(" ", "_")):
        return "; " + _('did you mean "%(word)s"?') % {"word": also}
    close = did_you_mean(str(name), tuple(OPERATORS))
    return close.replace("“", '"').replace("”", '"')
