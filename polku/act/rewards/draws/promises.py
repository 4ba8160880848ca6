"""What a draw or a game promises, in sentences, for the team."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.draws.terms import DrawTerms, Who
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.prizes import Prize
from polku.kit.amounts import number
from polku.kit.regions import date_format
from polku.know.places.stores import named_stores
from polku.know.segments.models import Segment


def lines(terms: DrawTerms, *, zone: str) -> list[str]:
    """`zone`: the team's."""
    return [*_prizes(terms), *_when(terms, ZoneInfo(zone or "UTC")), *_entry(terms), *_who(terms.who), *_limits(terms)]


def _prizes(terms: DrawTerms) -> Iterator[str]:
    for prize in terms.prizes:
        told = f"{number(prize.stock)} × {prize.title}"
        if prize.chance is not None:
            wins, of = number(prize.chance.wins), number(prize.chance.of)
            is_sure = prize.chance.wins == prize.chance.of
            said = _("{prize}: every ticket") if is_sure else _("{prize}: {wins} of {of} tickets")
            told = said.format(prize=told, wins=wins, of=of)
        yield told if prize.gives is None else f"{told} ({_given(prize.gives)})"
    if terms.consolation is not None:
        what = _given(terms.consolation.gives)
        yield _("Consolation: {title} ({what})").format(title=terms.consolation.title, what=what)


def _given(prize: Prize) -> str:
    program = Program.objects.filter(pk=prize.program).first()
    name = program.name if program is not None else str(prize.program)
    return name if prize.amount == 1 else f"{number(prize.amount)} × {name}"


def _when(terms: DrawTerms, zone: ZoneInfo) -> Iterator[str]:
    if terms.opens is not None:
        yield _("From {when}").format(when=_at(terms.opens, zone))
    if terms.closes is not None:
        yield _("Until {when}").format(when=_at(terms.closes, zone))
    if terms.draws is not None:
        yield _("Drawn on {when}").format(when=_at(terms.draws, zone))
    if terms.mixes:
        yield _("A public number is mixed in: {what}").format(what=terms.mixes)


def _at(when: datetime, zone: ZoneInfo) -> str:
    local = when.astimezone(zone)
    return f"{date_format(local, 'DATE_FORMAT')} {time_format(local, 'H:i')}"


def _entry(terms: DrawTerms) -> Iterator[str]:
    yield {
        "given": _("Tickets are given by the team"),
        "once": _("Each customer takes one ticket"),
        "daily": _("Each customer takes one ticket a day"),
    }[terms.entry]
    if terms.quiz is not None:
        right, of = terms.quiz.least, len(terms.quiz.questions)
        yield _("After a quiz: {right} of {of} answers must be right").format(right=number(right), of=number(of))


def _who(who: Who) -> Iterator[str]:
    if who.least_age:
        yield ngettext("From {age} year on", "From {age} years on", who.least_age).format(age=who.least_age)
    if who.countries:
        yield _("In these countries: {countries}").format(countries=", ".join(sorted(who.countries)))
    if who.segment is not None:
        row = Segment.objects.filter(pk=who.segment).first()
        yield _("Only for “{segment}”").format(segment=row.name if row is not None else who.segment)
    if who.stores:
        names = dict(named_stores())
        places = get_text_list([names.get(one) or one for one in sorted(who.stores)], _("and"))
        yield _("Whoever has been at {places}").format(places=places)


def _limits(terms: DrawTerms) -> Iterator[str]:
    if terms.reserves:
        told = ngettext("{count} reserve is drawn", "{count} reserves are drawn", terms.reserves)
        yield told.format(count=number(terms.reserves))
    if terms.claim_days is not None:
        told = ngettext("Claimed within {count} day", "Claimed within {count} days", terms.claim_days)
        yield told.format(count=number(terms.claim_days))
    most = terms.limits
    if most.total is not None:
        yield ngettext("{count} ticket in all", "{count} tickets in all", most.total).format(count=number(most.total))
    if most.person is not None:
        told = ngettext("{count} ticket for each person", "{count} tickets for each person", most.person)
        yield told.format(count=number(most.person))
    if most.person_day is not None:
        told = ngettext("{count} play a day for each person", "{count} plays a day for each person", most.person_day)
        yield told.format(count=number(most.person_day))
    if terms.wins_person is not None:
        told = ngettext(
            "Nobody wins more than {count} prize", "Nobody wins more than {count} prizes", terms.wins_person
        )
        yield told.format(count=number(terms.wins_person))
