"""What is offered, to whom and when: read from JSON, strictly."""

from typing import Any, Literal

import msgspec
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.promise import Instant, TermsProblem, understood
from polku.act.rewards.prizes import Prize
from polku.say.content.problem import Problem


class OfferTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    about: str = ""  # in the customer's words
    what: Literal["product", "event", "sale"] = "product"
    goal: str = ""  # where it is
    begins: Instant | None = None
    ends: Instant | None = None
    open_to_all: Instant | None = None  # from then on everybody sees it
    ranks: frozenset[str] = frozenset()
    segment: int | None = None
    places: int | None = None  # None: whoever sees it may have it
    how: Literal["first", "draw"] = "first"
    drawn_at: Instant | None = None
    has_waiting_list: bool = False
    prize: Prize | None = None  # what comes with a place


def read(given: Any) -> OfferTerms:
    """Raises TermsProblem."""
    terms = understood(given, OfferTerms)
    if found := _wrong(terms):
        raise TermsProblem(found)
    return terms


def _wrong(terms: OfferTerms) -> Problem | None:
    """The first thing that cannot be meant."""
    checks = (
        ("title", not terms.title.strip(), _("Say what it is.")),
        (
            "goal",
            bool(terms.goal) and not terms.goal.startswith(("https://", "http://")),
            _("This is not an address of the web: it begins with https://."),
        ),
        ("places", terms.places is not None and terms.places < 1, _("A limit is one or more.")),
        ("places", terms.how == "draw" and terms.places is None, _("Say how many places are drawn.")),
        ("drawn_at", terms.how == "draw" and terms.drawn_at is None, _("Say when the places are drawn.")),
        (
            "ends",
            terms.begins is not None and terms.ends is not None and terms.ends <= terms.begins,
            _("It ends before it begins."),
        ),
    )
    return next((Problem(sentence, field=field) for field, is_wrong, sentence in checks if is_wrong), None)
