"""What a game looks like: its odds in words, and a wheel of which each field is a prize or none."""

from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.translation import gettext as _

from polku.act.rewards.draws.play import CONSOLATION
from polku.act.rewards.draws.terms import Chance, DrawTerms
from polku.kit.amounts import number

LEAST_FIELDS, FEW_LABELS = 6, 6
BLANK = ("", "")  # also where nobody should go away with nothing: what there is may run out


@dataclass(frozen=True)
class Odds:
    title: str
    stock: str
    chance: str


@dataclass(frozen=True)
class Field:
    """A field of the wheel: its outline, and where its words stand, in a circle of 100 around 0, 0."""

    key: str
    title: str
    path: str
    turn: float  # degrees, of its middle
    tone: int


@dataclass(frozen=True)
class Wheel:
    fields: list[Field]
    stop: float  # degrees by which it is turned, so that what came of it is at the top


def odds(terms: DrawTerms) -> list[Odds]:
    return [
        Odds(
            prize.title,
            number(prize.stock),
            _chance(prize.chance) if prize.chance is not None else "",
        )
        for prize in terms.prizes
    ]


def _chance(chance: Chance) -> str:
    if chance.wins == chance.of:
        return _("Every ticket wins")
    return _("{wins} of {of} tickets").format(wins=number(chance.wins), of=number(chance.of))


def wheel(terms: DrawTerms, *, came: str | None, nth: int = 0) -> Wheel:
    """`came`: the prize's key, "" for none; None before anything was played. Fields are no odds: these stand below."""
    labels = [(prize.key, prize.title) for prize in terms.prizes]
    labels += [(CONSOLATION, terms.consolation.title)] if terms.consolation is not None else []
    fields = [one for label in labels for one in (label, BLANK)] if len(labels) <= FEW_LABELS else [*labels, BLANK]
    whole = fields * -(-LEAST_FIELDS // len(fields))
    share = 360 / len(whole)
    placed = [
        Field(key, title, _path(place * share - share / 2, share), place * share, place % 3 if title else 3)
        for place, (key, title) in enumerate(whole)
    ]
    places = [one for one in placed if one.key == came]
    return Wheel(placed, -places[nth % len(places)].turn if places else 0.0)


def _path(start: float, share: float) -> str:
    (x, y), (to_x, to_y) = _at(start), _at(start + share)
    return f"M0 0L{x:.2f} {y:.2f}A100 100 0 0 1 {to_x:.2f} {to_y:.2f}Z"


def _at(degrees: float) -> tuple[float, float]:
    """0 is at the top."""
    turn = (degrees - 90) * pi / 180
    return 100 * cos(turn), 100 * sin(turn)
