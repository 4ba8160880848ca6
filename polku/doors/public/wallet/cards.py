"""Somebody's stamp cards: all of them, and one with what there is for it."""

from django.http import HttpRequest, HttpResponse

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.cards import Card, card_of, cards_of
from polku.doors.public.door import Gone
from polku.doors.public.wallet.frame import in_words, own, show
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.not_given import lately
from polku.doors.public.wallet.stamped import just_got, stamped
from polku.kit import clock


@own
def cards(request: HttpRequest, who: Visitor) -> HttpResponse:
    now_ms = clock.now_ms()
    with in_words(request, who):
        shown = stamped(cards_of(who.identities, now_ms=now_ms), now_ms=now_ms)
    return show(request, who, "public/wallet_cards.html", {"cards": shown}, tab="cards")


@own
def card(request: HttpRequest, who: Visitor, program_id: int) -> HttpResponse:
    now_ms = clock.now_ms()
    with in_words(request, who):
        wanted = _wanted(who, program_id, now_ms)
        given = {
            "one": stamped([wanted], now_ms=now_ms)[0],
            "missed": lately(wanted.program, who.identities, now_ms=now_ms),
            "got": just_got(who.identities, now_ms=now_ms),
        }
    return show(request, who, "public/wallet_card.html", given, tab="cards")


def _wanted(who: Visitor, number: int, now_ms: int) -> Card:
    """Also one that they cannot have again. Raises Gone where they never had one, and none is offered."""
    found = next((one for one in cards_of(who.identities, now_ms=now_ms) if one.program.pk == number), None)
    if found is not None:
        return found
    program = Program.objects.filter(pk=min(number, 2**31), kind=Program.Kind.STAMPS).first()
    if program is None or not (last := card_of(program, who.identities, now_ms=now_ms)).completed:
        raise Gone
    return last
