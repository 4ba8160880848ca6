"""LINE's statistics of one send, as a page shows them: what is hidden is told apart from nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polku.say.channels.line.insight.told import NOT_THERE, Number
from polku.say.channels.line.wide.models import LineWide


@dataclass(frozen=True)
class Told:
    """`overview`: (words, number). `bubbles`: (which, times seen). `links`: (address, times, people)."""

    overview: Sequence[tuple[str, Number]]
    bubbles: Sequence[tuple[int, Number]]
    links: Sequence[tuple[str, Number, Number]]


def told(row: LineWide) -> Told | None:
    """None while LINE has told nothing."""
    if not row.statistics:
        return None
    overview = row.statistics.get("overview")
    overview = overview if isinstance(overview, dict) else {}
    shown = [
        (_("Delivered"), _number(overview, "delivered")),
        (_("People who saw it"), _number(overview, "uniqueImpression")),
        (_("People who pressed a link"), _number(overview, "uniqueClick")),
    ]
    if overview.get("uniqueMediaPlayed") is not None:
        shown.append((_("People who played it"), _number(overview, "uniqueMediaPlayed")))
    bubbles = [
        (one["seq"], _number(one, "impression")) for one in _rows(row, "messages") if isinstance(one.get("seq"), int)
    ]
    links = [
        (str(one.get("url", "")), _number(one, "click"), _number(one, "uniqueClick")) for one in _rows(row, "clicks")
    ]
    return Told(shown, bubbles, links)


def _rows(row: LineWide, name: str) -> list[Mapping[str, Any]]:
    given = row.statistics.get(name)
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _number(given: Mapping[str, Any], name: str) -> Number:
    if name not in given:
        return NOT_THERE
    return Number(given[name] if isinstance(given[name], int) else None)
