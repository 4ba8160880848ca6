"""trait: what is known of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.kit.columns import path
from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf

OPERATORS = ("is", "in", "exists")
VALUES = 10_000
TEXT = 1_000
KEYS = 10
Value = str | float | bool
# Known also where no trait says so: as a name that events came under. The column holds what a person is written to by.
ALSO_NAMES = {("email",): "email", ("phone",): "phone"}
LABELS = {"email": gettext_lazy("e-mail address"), "phone": gettext_lazy("phone number")}

# What comes after AND is looked at only where a list stands: everywhere else it would double the time.
TEXT_IS = """(
    {column} IS NOT NULL AND {fold}(toString({column})) IN arrayMap(x -> {fold}(x), {wanted})
    OR {is_list} AND arrayExists(
        x -> x IS NOT NULL AND {fold}(assumeNotNull(x)) IN arrayMap(x -> {fold}(x), {wanted}), {elements}
    )
)"""
NUMBER_IS = """(
    ifNull(toFloat64OrNull(toString({column})) IN {wanted}, 0)
    OR {is_list} AND arrayExists(x -> ifNull(toFloat64OrNull(assumeNotNull(x)) IN {wanted}, 0), {elements})
)"""
IS_LIST = "startsWith(dynamicType({column}), 'Array')"
ELEMENTS = "JSONExtract(ifNull(toJSONString({column}), ''), 'Array(Nullable(String))')"


@dataclass(frozen=True)
class Trait(Condition):
    """A trait has one of some values; of a list, any element. Upper and lower case are the same, unless `is_exact`."""

    keys: tuple[str, ...]
    operator: str
    values: Sequence[Value] = ()
    is_exact: bool = False

    def sql(self, write: Writer) -> str:
        column = path("traits", *self.keys)
        if self.operator == "exists":
            # An object has no value of its own, only fields.
            is_there = f"{column} IS NOT NULL OR toString(traits.^{path('', *self.keys)[1:]}) != '{{}}'"
            also = f" OR notEmpty({ALSO_NAMES[self.keys]})" if self.keys in ALSO_NAMES else ""
            return f"({is_there}{also})"
        place = {
            "column": column,
            "is_list": IS_LIST.format(column=column),
            "elements": ELEMENTS.format(column=column),
        }
        texts = [str(value).lower() if isinstance(value, bool) else value for value in self.values if _is_text(value)]
        numbers = [float(value) for value in self.values if not _is_text(value)]
        parts = []
        if texts:
            wanted, fold = write.value(texts, "Array(String)"), "" if self.is_exact else "lowerUTF8"
            parts.append(TEXT_IS.format(**place, fold=fold, wanted=wanted))
        if numbers:
            wanted = write.value(numbers, "Array(Float64)")
            parts.append(NUMBER_IS.format(**place, wanted=wanted))
        return "(" + " OR ".join(parts) + ")"

    def depends(self) -> Depends:
        # An address may come as a name of an event, of whatever kind.
        return Depends(traits=frozenset({self.keys[0]}), anything=self.operator == "exists" and self.keys in ALSO_NAMES)

    def sentence(self, *, is_negated: bool = False) -> str:
        name = ".".join(self.keys)
        about = {"trait": str(LABELS.get(name, name)), "value": ", ".join(_shown(value) for value in self.values[:10])}
        if len(self.values) > 10:
            about["value"] += ", …"
        if self.operator == "exists":
            return (_("%(trait)s is not known") if is_negated else _("%(trait)s is known")) % about
        if self.operator == "in":
            return (_("%(trait)s is none of %(value)s") if is_negated else _("%(trait)s is one of %(value)s")) % about
        return (_("%(trait)s is not %(value)s") if is_negated else _("%(trait)s is %(value)s")) % about


@leaf("trait")
def read_trait(node: Node) -> Trait:
    """{"trait": "address.city", "op": "in", "value": ["Tokyo", "Osaka"]}. Raises RuleError."""
    node.allow("trait", "op", "value", "exact")
    given = node.given["trait"]
    keys = tuple(given.split(".")) if isinstance(given, str) else ()
    if not keys or len(keys) > KEYS or not all(map(_can_be_asked_for, keys)) or len(given) > TEXT:
        raise node.wrong("trait", _("this must be the name of a trait, for example city or address.city"))
    operator = node.given.get("op", "is")
    if operator not in OPERATORS:
        words = {"op": str(operator)[:40], "known": ", ".join(OPERATORS)}
        raise node.wrong("op", _("“%(op)s” is not one of %(known)s") % words)
    if not isinstance(node.given.get("exact", False), bool):
        raise node.wrong("exact", _("this is true or false"))
    return Trait(keys, operator, _read_values(node, operator), node.given.get("exact", False))


def _read_values(node: Node, operator: str) -> Sequence[Value]:
    if operator == "exists":
        if "value" in node.given:
            raise node.wrong("value", _("“exists” takes no value"))
        return ()
    given = node.given.get("value")
    if operator == "is":
        return (_read_value(node, "value", given),)
    if not isinstance(given, list) or not 0 < len(given) <= VALUES:
        raise node.wrong("value", _("“in” takes a list of 1 to %(most)d values") % {"most": VALUES})
    return tuple(_read_value(node, f"value[{index}]", value) for index, value in enumerate(given))


def _read_value(node: Node, key: str, value: object) -> Value:
    if isinstance(value, str) and len(value) <= TEXT:
        return value
    if isinstance(value, int | float) and isfinite(value) and abs(value) <= 2**53:  # True and False are numbers here
        return value
    raise node.wrong(
        key, _("this must be a text of up to %(most)d characters, a number, true or false") % {"most": TEXT}
    )


def _can_be_asked_for(key: str) -> bool:
    # The engine reads `^a`, `:a` and `a[]` as something else than a name, even in quotes.
    return key != "" and key[0] not in "^:" and "[]" not in key and "\0" not in key


def _is_text(value: Value) -> bool:
    return isinstance(value, str | bool)


def _shown(value: Value) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value).lower()
