"""What an offer promises, in sentences for the team."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.offers.terms import OfferTerms, read
from polku.act.rewards.ranks.standing import titles
from polku.doors.web.programs import prize_field
from polku.kit.amounts import number
from polku.know.segments.models import Segment
from polku.know.teams.begin import the_team


def lines(terms: Mapping[str, Any], _currency: str) -> list[str]:
    try:
        known = read(terms)
    except TermsProblem as problem:
        return [problem.problem.sentence]
    return [*_whom(known), *_places(known), *_rest(known, terms)]


def _whom(terms: OfferTerms) -> Iterator[str]:
    if terms.ranks:
        yield _("For members of: {ranks}").format(ranks=", ".join(titles(terms.ranks).values()))
    if terms.segment is not None:
        segment = Segment.objects.filter(pk=terms.segment).first()
        yield _("For whoever is in “{segment}”").format(segment=segment.name if segment else str(terms.segment))
    if terms.open_to_all is not None:
        yield _("For everybody from {when} on").format(when=_when(terms.open_to_all))
    elif not terms.ranks and terms.segment is None:
        yield _("For everybody who has pages of their own")


def _places(terms: OfferTerms) -> Iterator[str]:
    if terms.places is None:
        return
    text = ngettext("{count} place", "{count} places", terms.places)
    yield text.format(count=number(terms.places))
    if terms.how == "draw" and terms.drawn_at is not None:
        yield _("Drawn {when} among those who have asked").format(when=_when(terms.drawn_at))
    else:
        yield _("First come, first served")
    if terms.has_waiting_list:
        yield _("A place that is given back goes to whoever is next")


def _rest(terms: OfferTerms, said: Mapping[str, Any]) -> Iterator[str]:
    if found := prize_field.said(said.get("prize")):
        yield _("With a place comes {prize}").format(prize=found)
    if terms.begins is not None:
        yield _("From {when}").format(when=_when(terms.begins))
    if terms.ends is not None:
        yield _("Until {when}").format(when=_when(terms.ends))


def _when(at: datetime) -> str:
    return date_format(at.astimezone(ZoneInfo(the_team().time_zone or "UTC")), "SHORT_DATETIME_FORMAT")
