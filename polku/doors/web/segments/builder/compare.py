"""An operator and its value: the same of a trait and of an event's property."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.doors.web.segments.builder.fields import Choices, Field, length
from polku.doors.web.segments.builder.texts import (
    duration_of,
    lines_of,
    number_and_unit,
    text_of,
    value_of,
    values_of,
)

OPERATORS: Choices = (
    ("is", _("is")), ("is_not", _("is not")), ("in", _("is one of")), ("not_in", _("is none of")),
    ("contains", _("contains")), ("starts_with", _("begins with")), ("ends_with", _("ends with")),
    ("matches", _("is like (* stands for anything)")),
    ("gt", _("is more than")), ("gte", _("is at least")), ("lt", _("is less than")), ("lte", _("is at most")),
    ("between", _("lies between")), ("exists", _("is known")), ("missing", _("is not known")),
    ("before", _("is before")), ("after", _("is after")),
    ("within_last", _("was in the last")), ("within_next", _("will be in the next")),
    ("anniversary_in", _("has its anniversary within")),
)  # fmt: skip
HEADS = {
    "is": _("Any value"), "contains": _("Texts"), "gt": _("Numbers"), "exists": _("Whether it is there"),
    "before": _("Dates"),
}  # fmt: skip
KNOWN = frozenset(name for name, _words in OPERATORS)
WITHOUT_VALUE = ("exists", "missing")
LISTS = ("in", "not_in")
LENGTHS = ("within_last", "within_next", "anniversary_in")
TEXTS = ("is", "is_not", "in", "not_in", "contains", "starts_with", "ends_with", "matches")  # exact makes a difference
NEGATIVE = ("is_not", "not_in")
OPTIONS = ("or_missing", "exact")


def write(values: dict[str, str]) -> dict[str, Any]:
    """The part of a condition with `op`, `value` and the options."""
    op = values.get("op") or "is"
    node: dict[str, Any] = {"op": op}
    if op in LISTS:
        node["value"] = values_of(values.get("values", ""))
    elif op == "between":
        node["value"] = [value_of(values.get("low", "")), value_of(values.get("high", ""))]
    elif op in LENGTHS:
        node["value"] = duration_of(values.get("length", ""), values.get("length_unit", ""))
    elif op not in WITHOUT_VALUE:
        node["value"] = value_of(values.get("value", ""))
    return node | {option: True for option in OPTIONS if values.get(option)}


def read(node: dict[str, Any]) -> dict[str, str] | None:
    """The fields of such a part; None where they cannot hold it."""
    op = node.get("op", "is")
    if not isinstance(op, str) or op not in KNOWN:
        return None
    values = {"op": op} | {option: "yes" for option in OPTIONS if node.get(option) is True}
    given = node.get("value")
    if op in LISTS:
        found: dict[str, str | None] = {"values": lines_of(given)}
    elif op == "between":
        low, high = given if isinstance(given, list) and len(given) == 2 else (None, None)
        found = {"low": text_of(low), "high": text_of(high)}
    elif op in LENGTHS:
        number, unit = number_and_unit(given) or (None, None)
        found = {"length": number, "length_unit": unit}
    elif op in WITHOUT_VALUE:
        found = {}
    else:
        found = {"value": text_of(given)}
    texts = {name: text for name, text in found.items() if text is not None}
    return values | texts if len(texts) == len(found) else None


def fields(values: dict[str, str], *, known: str) -> list[Field]:
    """`known`: where the values really received are listed."""
    op = values.get("op") or "is"
    found = [Field("op", _("Comparison"), "choice", OPERATORS, usual="is", heads=HEADS, reshapes=True)]
    if op in LISTS:
        found.append(Field("values", _("Values, one a line"), "lines", known=known))
    elif op == "between":
        found += [Field("low", _("From")), Field("high", _("To"))]
    elif op in LENGTHS:
        found += length("length", _("Length of time"), unit=values.get("length_unit", ""))
    elif op in ("before", "after"):
        found.append(Field("value", _("Day"), "date"))
    elif op not in WITHOUT_VALUE:
        found.append(Field("value", pgettext_lazy("to compare with", "Value"), "text", known=known))
    # What was said is shown, also where it makes no difference any more.
    if op in NEGATIVE or values.get("or_missing"):
        found.append(Field("or_missing", _("also those of whom it is not known"), "check"))
    if op in TEXTS or values.get("exact"):
        found.append(Field("exact", _("upper and lower case differ"), "check"))
    return found
