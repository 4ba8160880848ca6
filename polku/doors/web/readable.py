"""What stands in an event, as lines for people: "order_id" becomes "Order", a list of products a line each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.doors.web.labels import label_of
from polku.doors.web.one_line import MOST, in_one_line
from polku.doors.web.widgets.amounts import number

DEEP = 3


@dataclass(frozen=True)
class Fact:
    label: str
    lines: list[str]


def readable(given: Mapping[str, object]) -> list[Fact]:
    """Every property that says something; objects inside are opened, each under the name of both."""
    currency = given.get("currency")
    return list(_facts(given, "", currency if isinstance(currency, str) else "", DEEP))


def _facts(given: Mapping[str, object], above: str, currency: str, deep: int) -> Iterator[Fact]:
    for name, value in given.items():
        label = f"{above} · {label_of(name)}" if above else label_of(name)
        if value in (None, "", {}, []):
            continue
        if isinstance(value, dict) and deep > 1:
            yield from _facts(value, label, currency, deep - 1)
        else:
            yield Fact(label, _lines(name, value, currency))


def _lines(name: str, value: object, currency: str) -> list[str]:
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        lines = [in_one_line(name, one, currency) for one in value[:MOST]]
        more = len(value) - MOST
        return [*lines, _("and %(count)s more") % {"count": number(more)}] if more > 0 else lines
    return [in_one_line(name, value, currency)]
