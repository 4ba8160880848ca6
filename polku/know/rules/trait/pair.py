"""A trait beside another trait of the same person: {"trait": "city", "op": "is", "value": {"trait": "home_city"}}."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer
from polku.know.rules.operators.one import element
from polku.know.rules.operators.operator import OPERATORS
from polku.know.rules.operators.place import Place
from polku.know.rules.trait.compares import COMPARES
from polku.know.rules.trait.names import label, read_name
from polku.know.rules.trait.places import place_of


@dataclass(frozen=True)
class Pair:
    """A claim about two places. Of lists, any element and any other; `is_not`: both are known, and none is."""

    name: str
    other: tuple[str, ...]
    is_exact: bool = False
    or_missing: bool = False

    def sql(self, place: Place, write: Writer) -> str:
        """0 or 1, never NULL."""
        other = place_of(self.other, write)
        compares, fold = COMPARES[self.name], "" if self.is_exact else "lowerUTF8"
        zone = write.value(write.zone, "String") if self.name in ("before", "after") else ""
        any_pair = (
            f"arrayExists(raw -> arrayExists(its -> ifNull({compares(element('raw'), element('its'), fold, zone)}, 0),"
            f" {_all(other)}), {_all(place)})"
        )
        single = f"ifNull({compares(place.one(), other.one(), fold, zone)}, 0)"
        sql = f"({single} OR ({place.is_list()} OR {other.is_list()}) AND {any_pair})"
        if OPERATORS[self.name].denies:
            sql = f"({place.is_value()} AND {other.is_value()} AND NOT {sql})"
        return f"({sql} OR NOT {place.exists()} OR NOT {other.exists()})" if self.or_missing else sql

    def crossed(self, _place: Place, _write: Writer) -> str:
        return ""

    def sentence(self, name: str, *, is_negated: bool = False) -> str:
        """ "city is their home_city"."""
        its = _("their %(trait)s") % {"trait": label(self.other)}
        says, says_not = OPERATORS[self.name].says()
        claim = (says_not if is_negated else says) % {"name": name, "value": its, "moment": its}
        if not self.or_missing:
            return claim
        words = {"claim": claim, "name": name, "other": its}
        if is_negated:
            return _("%(name)s and %(other)s are known, and %(claim)s") % words
        return _("%(claim)s, or %(name)s or %(other)s is not known") % words


def read_pair(node: Node, name: str) -> Pair:
    """Raises RuleError."""
    if name not in COMPARES:
        raise node.wrong("value", _("two traits are compared by one of %(known)s") % {"known": ", ".join(COMPARES)})
    value = Node(node.given["value"], node.at("value"))
    value.allow("trait")
    other = read_name(value, "trait", value.given.get("trait"))
    return Pair(name, other, node.given.get("exact", False), node.given.get("or_missing", False))


def _all(place: Place) -> str:
    """The elements of a list, or the one value: Array(String), each as JSON."""
    one = place.one()
    single = f"[coalesce(toJSONString({one.string}), {one.text}, 'null')]"
    return f"if({place.is_list()}, {place.elements()}, {single})"
