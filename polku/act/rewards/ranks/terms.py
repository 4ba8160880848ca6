"""What a ladder promises: read from JSON, strictly."""

import re
from itertools import pairwise
from typing import Any, Literal

import msgspec
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.promise import TermsProblem, understood
from polku.act.rewards.prize import Prize
from polku.say.content.problem import Problem

KEY = re.compile(r"[a-z0-9_-]{1,40}\Z")
MOST_RANKS, MOST_DAYS = 12, 3_660


class Rank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`at`: from how much on, in smallest units of money, visits or points; of the first also 0: everybody has it.

    `factor`: of the points that a purchase earns, in percent. `prizes`: on reaching it, once. `text`: what else there
    is, in the customer's words.
    """

    key: str
    name: str
    at: int
    factor: int = 100
    prizes: tuple[Prize, ...] = ()
    text: str = ""


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts: of the last so many days or months, today included; of this calendar year; or for ever."""

    kind: Literal["days", "months", "year", "ever"] = "year"
    count: int = 0


class RanksTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    ranks: tuple[Rank, ...]
    by: Literal["spend", "visits", "points"] = "spend"
    points: int | None = None  # which program's, where points count
    window: Window = Window()
    grace_days: int = 0  # so long a rank is kept when there is no longer enough for it
    how: str = ""

    @property
    def base(self) -> Rank | None:
        """The one that everybody has."""
        return self.ranks[0] if self.ranks and self.ranks[0].at == 0 else None

    def rank(self, key: str) -> Rank | None:
        return next((one for one in self.ranks if one.key == key), None)

    def reached(self, amount: int) -> int:
        """Which of them, by its place; -1: none."""
        return sum(one.at <= amount for one in self.ranks) - 1


def read(given: Any) -> RanksTerms:
    """Raises TermsProblem."""
    terms = understood(given, RanksTerms)
    if found := _wrong(terms):
        raise TermsProblem(found)
    return terms


def _wrong(terms: RanksTerms) -> Problem | None:
    """The first thing that cannot be meant."""
    ranks, window = terms.ranks, terms.window
    keys = [one.key for one in ranks]
    checks = (
        ("title", not terms.title.strip(), _("Say what it is.")),
        ("ranks", not 1 <= len(ranks) <= MOST_RANKS, _("A ladder has from 1 to 12 ranks.")),
        ("ranks", any(not one.name.strip() for one in ranks), _("Each rank has a name.")),
        ("ranks", not all(map(KEY.match, keys)), _("A rank's key is made of small letters, digits, - and _.")),
        ("ranks", len(keys) != len(set(keys)), _("Two ranks have the same key.")),
        (
            "ranks",
            any(one.at < 0 for one in ranks) or any(low.at >= high.at for low, high in pairwise(ranks)),
            _("Each rank takes more than the one before."),
        ),
        (
            "ranks",
            any(not 100 <= one.factor <= 1_000 for one in ranks),
            _("A rank earns from 100 to 1,000 percent of the points."),
        ),
        (
            "ranks",
            bool(ranks) and ranks[0].at == 0 and bool(ranks[0].prizes),
            _("Nobody reaches the rank that everybody has: it gives nothing."),
        ),
        ("points", terms.by == "points" and terms.points is None, _("Say which points count.")),
        (
            "window",
            window.kind in ("days", "months") and not 1 <= window.count <= MOST_DAYS,
            _("Say how many days or months count."),
        ),
        ("grace_days", not 0 <= terms.grace_days <= MOST_DAYS, _("This must be from 0 to 3,660 days.")),
    )
    return next((Problem(sentence, field=field) for field, is_wrong, sentence in checks if is_wrong), None)
