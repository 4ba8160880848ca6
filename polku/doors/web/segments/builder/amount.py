"""How often or how much: `count`, `total`, `distinct` of a `did`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.doors.web.segments.builder.fields import Choices, Field, number, of_context
from polku.doors.web.segments.builder.texts import text_of, value_of

KEYS = ("count", "total", "distinct")
MEASURES: Choices = (
    ("", _("at least once")), ("count", _("a number of times")), ("total", _("a total of")),
    ("distinct", _("a number of different")),
)  # fmt: skip
SUMS: Choices = (
    ("sum", _("sum")), ("avg", _("average")), ("min", _("smallest")), ("max", _("largest")),
)  # fmt: skip
COMPARISONS: Choices = (
    ("gte", _("at least")), ("lte", _("at most")), ("gt", _("more than")), ("lt", _("less than")),
    ("eq", _("exactly")), ("between", _("between")),
)  # fmt: skip
NAMES = tuple(name for name, _words in COMPARISONS)
ALSO = {"count": frozenset[str](), "total": {"of", "context", "by"}, "distinct": {"of", "context", "exact"}}


def write(values: dict[str, str]) -> dict[str, Any]:
    measure = values.get("measure", "")
    if not measure:
        return {}
    how: dict[str, Any] = {}
    if measure != "count":
        how["context" if values.get("of_in") else "of"] = values.get("of", "")
    if measure == "total" and values.get("sum", "") not in ("", "sum"):
        how["by"] = values["sum"]
    if measure == "distinct" and values.get("distinct_exact"):
        how["exact"] = True
    comparison = values.get("compare") or "gte"
    low = value_of(values.get("number", ""))
    how[comparison] = [low, value_of(values.get("number_to", ""))] if comparison == "between" else low
    return {measure: how}


def read(node: dict[str, Any]) -> dict[str, str] | None:
    measures = [key for key in KEYS if key in node]
    if not measures:
        return {"measure": ""}
    measure, how = measures[0], node[measures[0]]
    names = [name for name in NAMES if isinstance(how, dict) and name in how]
    if len(measures) != 1 or len(names) != 1 or not how.keys() <= {names[0], *ALSO[measure]}:
        return None
    given = how[names[0]]
    is_between = names[0] == "between"
    if is_between and not (isinstance(given, list) and len(given) == 2):
        return None
    pair = given if is_between else [given]
    texts = [text_of(one) for one in pair]
    if None in texts or "" in texts:  # an empty field would show what is usual, which nobody wrote
        return None
    values = {"measure": measure, "compare": names[0], "sum": str(how.get("by", ""))}
    values |= {"of_in": "yes" if "context" in how else "", "of": str(how.get("of", how.get("context", "")))}
    values |= {"distinct_exact": "yes"} if how.get("exact") is True else {}
    return values | dict(zip(("number", "number_to"), map(str, texts), strict=False))


def fields(values: dict[str, str], event: str) -> list[Field]:
    """`event`: whose properties can be totalled."""
    measure = values.get("measure", "")
    found = [Field("measure", _("How often"), "choice", MEASURES, reshapes=True)]
    if not measure:
        return found
    if measure == "total":
        found.append(Field("sum", _("Of all"), "choice", SUMS, usual="sum"))
    if measure != "count":
        place = "numbers" if measure == "total" else "properties"
        place = "contexts" if values.get("of_in") else place
        found.append(Field("of", _("Property"), "known", known=f"{place}:{event}", is_needed=True))
    found += [
        Field("compare", _("Comparison"), "choice", COMPARISONS, usual="gte", reshapes=True),
        number("number", pgettext_lazy("how many", "Number")),
    ]
    if values.get("compare") == "between":
        found.append(number("number_to", _("and"), usual="10"))
    if measure == "distinct":
        found.append(Field("distinct_exact", _("upper and lower case differ"), "check"))
    if measure != "count":
        found += of_context("of_in", values.get("of", ""), values)
    return found
