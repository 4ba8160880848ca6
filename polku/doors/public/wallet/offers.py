"""Offers that somebody sees: taking a place, and giving it back."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.offers import see, take
from polku.act.rewards.offers.models import HAS, Place
from polku.act.rewards.offers.see import Seen, Who
from polku.act.rewards.offers.words import REFUSALS, STATES
from polku.act.rewards.prize_names import name_of
from polku.doors.public.door import Gone, private
from polku.doors.public.wallet.frame import in_words, show, sure
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.tiles import Tile
from polku.kit import clock

ICONS = {"product": "package", "event": "calendar-event", "sale": "discount"}


@dataclass(frozen=True)
class Shown:
    seen: Seen
    icon: str
    state: str | Promise
    left: str
    gift: str
    is_drawn_later: bool
    can_be_taken: bool
    can_be_given_back: bool


@sure
def offers(request: HttpRequest, who: Visitor) -> HttpResponse:
    return _page(request, who)


@sure
def place(request: HttpRequest, who: Visitor, program_id: int) -> HttpResponse:
    """Taking a place or giving it back; tapped twice it is the same place."""
    if request.method != "POST":
        return private(HttpResponseRedirect(reverse("wallet offers")))
    person, now = _who(who), clock.now()
    program = Program.objects.filter(pk=program_id, kind=Program.Kind.OFFER).first()
    seen = see.offer_of(program, person, now=now) if program is not None else None
    if program is None or seen is None:
        raise Gone
    try:
        if request.POST.get("do") != "back":
            take.take(program, person, now=now)
        elif seen.place is not None:
            take.give_back(program, seen.terms, seen.place, now=now)
    except take.Refused as no:
        return _page(request, who, problem=no.word, status=409)
    return private(HttpResponseRedirect(f"{reverse('wallet offers')}#offer-{program.pk}"))


def tile(who: Visitor, *, now_ms: int) -> list[Tile]:
    """By a link alone it is not told what is only for some."""
    if not who.is_sure or not Program.objects.filter(kind=Program.Kind.OFFER, state=Program.State.LIVE).exists():
        return []
    found = see.offers_of(_who(who), now=clock.from_ms(now_ms))
    if not found:
        return []
    words = ngettext("{count} offer", "{count} offers", len(found)).format(count=len(found))
    return [Tile(_("For members"), words, "lock-open", "wallet offers")]


def _page(request: HttpRequest, who: Visitor, *, problem: str = "", status: int = 200) -> HttpResponse:
    now = clock.now()
    with in_words(request, who):
        given = {
            "offers": [_shown(one, now) for one in see.offers_of(_who(who), now=now)],
            "problem": str(REFUSALS[problem]) if problem else "",
        }
    return show(request, who, "public/wallet_offers.html", given, tab="offers", status=status)


def _who(who: Visitor) -> Who:
    return Who(who.profile.id, tuple(who.identities) or (who.profile.id,))


def _shown(one: Seen, now: datetime) -> Shown:
    terms, place = one.terms, one.place
    has = place is not None and place.state in HAS
    later = terms.how == "draw" and terms.drawn_at is not None and now < terms.drawn_at
    is_open = bool(one.left) or later or terms.has_waiting_list
    left = ""
    if terms.places is not None and not later:
        left = ngettext("{count} place left.", "{count} places left.", one.left or 0).format(count=one.left or 0)
    return Shown(
        one,
        ICONS[terms.what],
        STATES[place.state] if place is not None else "",
        left,
        name_of(terms.prize),
        later,
        terms.places is not None and not has and is_open,
        has,
    )


TAKEN = Place.State.TAKEN
