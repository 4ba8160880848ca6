"""For what it is given, and what: read from JSON, strictly."""

from typing import Any, Literal

import msgspec
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.promise import TermsProblem, understood
from polku.act.rewards.prizes import Prize
from polku.say.content.problem import Problem

ORDER, EACH, SEGMENT, YEAR, BIRTHDAY = "order", "each", "segment", "year", "birthday"
BY_DAY = (YEAR, BIRTHDAY)


class BenefitTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`order`: for the `number`th purchase. `each`: for every `number`th. `segment`: for having joined it. `year`: for
    each year since the day in `field`, or since they are known. `birthday`: on the day in `field`.
    """

    title: str
    when: Literal["order", "each", "segment", "year", "birthday"]
    prize: Prize
    number: int = 0
    least_minor: int = 0  # of a purchase that counts, less what was sent back
    segment: int | None = None
    field: str = ""  # of the person; "": "birthday", or the day on which they became known
    days_before: int = 0  # so that it is there in time

    @property
    def trait(self) -> str:
        return self.field or (BIRTHDAY if self.when == BIRTHDAY else "")


def read(given: Any) -> BenefitTerms:
    """Raises TermsProblem."""
    terms = understood(given, BenefitTerms)
    if found := _wrong(terms):
        raise TermsProblem(found)
    return terms


def _wrong(terms: BenefitTerms) -> Problem | None:
    """The first thing that cannot be meant."""
    checks = (
        ("title", not terms.title.strip(), _("Say what it is.")),
        (
            "number",
            terms.when in (ORDER, EACH) and not 1 <= terms.number <= 10_000,
            _("Say which purchase it is for: 1 to 10,000."),
        ),
        ("segment", terms.when == SEGMENT and terms.segment is None, _("Say which segment it is for.")),
        ("least_minor", terms.least_minor < 0, _("This cannot be below zero.")),
        ("days_before", not 0 <= terms.days_before <= 60, _("This must be from 0 to 60 days.")),
    )
    return next((Problem(sentence, field=field) for field, is_wrong, sentence in checks if is_wrong), None)
