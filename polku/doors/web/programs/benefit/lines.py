"""What a benefit promises, in sentences for the team."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.benefits.terms import BenefitTerms, read
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.programs import prize_field
from polku.kit.amounts import money, number
from polku.know.segments.models import Segment


def lines(terms: Mapping[str, Any], currency: str) -> list[str]:
    try:
        known = read(terms)
    except TermsProblem as problem:
        return [problem.problem.sentence]
    return [prize_field.said(terms["prize"]), *_lines(known, currency)]


def _lines(terms: BenefitTerms, currency: str) -> Iterator[str]:
    nth = number(terms.number)
    if terms.when == "order":
        yield _("For purchase number {number}").format(number=nth)
    elif terms.when == "each":
        yield _("For every {number} purchases").format(number=nth)
    elif terms.when == "segment":
        segment = Segment.objects.filter(pk=terms.segment or 0).first()
        name = segment.name if segment is not None else str(terms.segment)
        yield _("For joining “{segment}”, once").format(segment=name)
    elif terms.when == "birthday":
        yield _("On the birthday, once a year")
    else:
        yield _("On each anniversary as a customer")
    if terms.field and terms.when in ("birthday", "year"):
        yield _("The day stands in “{field}”").format(field=terms.field)
    if terms.days_before:
        text = ngettext("{count} day earlier", "{count} days earlier", terms.days_before)
        yield text.format(count=number(terms.days_before))
    if terms.least_minor:
        yield _("A purchase counts from {amount} on").format(amount=money(terms.least_minor, currency))
