"""What LINE says of a campaign's messages, with what it hides told apart from nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from polku.say.channels.line.insight.told import NOT_THERE, Number
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.units.models import LineUnit


@dataclass(frozen=True)
class BubbleTold:
    """`number`: which of the messages, from 1. `shown`: times; `people`: whoever saw it. None played: it is no film."""

    number: int
    shown: Number
    people: Number
    begun: Number
    whole: Number  # played to the end


@dataclass(frozen=True)
class LinkTold:
    number: int  # of the message it stands in
    url: str
    taps: Number
    people: Number


@dataclass(frozen=True)
class UnitTold:
    """Of what was sent under one name by push and multicast, in thirty days from the first one."""

    row: LineUnit
    saw: Number
    tapped: Number
    begun: Number
    whole: Number
    bubbles: tuple[BubbleTold, ...]
    links: tuple[LinkTold, ...]

    @property
    def has_films(self) -> bool:
        return any(one.begun.value for one in self.bubbles)


def units(account: LineAccount, campaign: int) -> list[UnitTold]:
    """The first one first."""
    rows = LineUnit.objects.filter(campaign_id=campaign, account=account).order_by("first_day")
    return [_unit(row) for row in rows]


def _unit(row: LineUnit) -> UnitTold:
    said = row.answer
    if said is None:
        return UnitTold(row, NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE, (), ())
    over = said.get("overview") or {}
    return UnitTold(
        row,
        saw=_number(over, "uniqueImpression"),
        tapped=_number(over, "uniqueClick"),
        begun=_number(over, "uniqueMediaPlayed"),
        whole=_number(over, "uniqueMediaPlayed100Percent"),
        bubbles=tuple(_bubble(one) for one in said.get("messages") or [] if isinstance(one, dict)),
        links=tuple(_link(one) for one in said.get("clicks") or [] if isinstance(one, dict)),
    )


def _bubble(one: Mapping[str, Any]) -> BubbleTold:
    return BubbleTold(
        int(one.get("seq") or 0),
        shown=_number(one, "impression"),
        people=_number(one, "uniqueImpression"),
        begun=_number(one, "uniqueMediaPlayed"),
        whole=_number(one, "uniqueMediaPlayed100Percent"),
    )


def _link(one: Mapping[str, Any]) -> LinkTold:
    taps, people = _number(one, "click"), _number(one, "uniqueClick")
    return LinkTold(int(one.get("seq") or 0), str(one.get("url") or ""), taps, people)


def _number(said: Mapping[str, Any], name: str) -> Number:
    """LINE says null where fewer than twenty people stand behind it, or leaves it out."""
    value = said.get(name)
    return Number(value if isinstance(value, int) else None)
