"""Stamp cards, as a kind of programs."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.stamps import promises, scan, screens
from polku.act.rewards.stamps.terms import read
from polku.doors.web.asked import Asked
from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.stamps import edit
from polku.doors.web.programs.stamps.seen import seen_of
from polku.know.places.stores import named_stores
from polku.know.teams.rights import may

MOST = 50  # screens on a page


def lines(terms: Mapping[str, Any], currency: str) -> list[str]:
    try:
        return promises.lines(read(terms), currency)
    except TermsProblem as problem:
        return [problem.problem.sentence]


def facts(request: Asked, program: Program) -> Mapping[str, Any]:
    terms = verbs.latest(program).terms
    shown = seen_of(terms)
    has_screens = shown is not None and scan.has_screens(shown.terms) and may(request.user, "rewards.give")
    is_open = program.state in (Program.State.LIVE, Program.State.PAUSED)
    return {"seen": shown, "screens": _screens(program, terms.get("stores")) if has_screens and is_open else []}


def _screens(program: Program, only: list[str] | None) -> list[tuple[str, str, str]]:
    """Each place, what it is called, and the screen's address."""
    return [(store, name, _address(program, store)) for store, name in places_of(only)]


def places_of(only: list[str] | None) -> list[tuple[str, str]]:
    """Where there are screens. `only`: the stores of the card's terms."""
    places = [(key, name) for key, name in named_stores() if not only or key in only][:MOST]
    places += [(key, key) for key in only or () if key not in dict(places)][:MOST]
    return places or [("", _("Any place"))]


def _address(program: Program, store: str) -> str:
    token = screens.address_of(program, store, key=settings.SECRET_KEY)
    return settings.BASE_URL + reverse("stamp screen", args=[token])


STAMPS = Kind(
    gettext_lazy("Stamp card"),
    "rubber-stamp",
    gettext_lazy("A stamp for each visit or purchase, and a reward when the card is full."),
    lines=lines,
    form=edit.edit,
    preview=edit.preview,
    card="programs/stamps/facts.html",
    facts=facts,
    can_be_given=True,
)
