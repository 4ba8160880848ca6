"""One draw or game of a customer's: taking part, playing, and what came of it. It is decided before anything moves."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from polku.act.rewards.draws import enter
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.draws.play import CONSOLATION, Wanted, play, titled
from polku.act.rewards.draws.result import Standing, of_person
from polku.act.rewards.draws.tickets import code_of
from polku.act.rewards.draws.who import been_at
from polku.act.rewards.draws.words import SENTENCES, Refused, sentence
from polku.act.rewards.ledger.models import Lot
from polku.act.rewards.ledger.once import OtherRequest
from polku.doors.public.door import private
from polku.doors.public.draws.faces import odds, wheel
from polku.doors.public.draws.open_page import wanted
from polku.doors.public.wallet.frame import own, show, to_sign_in
from polku.doors.public.wallet.looking import Visitor
from polku.kit import clock, ids
from polku.know.places.stores import named_stores

FEW = 50  # tickets on the page


@dataclass(frozen=True)
class Came:
    """What came of a ticket."""

    row: DrawResult
    title: str

    @property
    def at(self) -> datetime:
        return clock.from_ms(self.row.at_ms)

    @property
    def is_consolation(self) -> bool:
        return self.row.prize == CONSOLATION


@own
def draw(request: HttpRequest, who: Visitor, program_id: int) -> HttpResponse:
    there = wanted(program_id)
    if request.method == "POST":
        return _take_part(request, who, there) if who.is_sure else to_sign_in(request.path)
    is_scheduled = there.terms.mode == "scheduled"
    theirs = who.identities if who.is_sure else []  # by a link alone it is not told who takes part, nor what they won
    lots = _tickets(there, theirs)
    came = [Came(row, titled(there.terms, row.prize)) for row in of_person(program_id, theirs)]
    just = next((one for one in came if str(one.row.number) == request.GET.get("play", "")), None)
    why_not = _why_not(there, who, lots)
    problem = request.GET.get("problem", "")
    given = {
        "there": there,
        "terms": there.terms,
        "odds": odds(there.terms),
        "countries": sorted(there.terms.who.countries),
        "is_scheduled": is_scheduled,
        "count": len(lots),
        "tickets": [code_of(lot) for lot in lots[:FEW]] if is_scheduled else [],
        "came": came[:FEW],
        "won": [one for one in came if one.row.prize],
        "just": just,
        "wheel": wheel(there.terms, came=just.row.prize if just else None, nth=just.row.number if just else 0),
        "may": not why_not,
        "why_not": sentence(why_not) if why_not else "",
        "problem": sentence(problem) if problem in SENTENCES else "",
        "places": _places(there, who),
        "key": ids.new_id(),
    }
    return show(request, who, "public/wallet_draw.html", given, tab="draws")


def _take_part(request: HttpRequest, who: Visitor, there: Standing) -> HttpResponse:
    """Entered or played, by a key of the form: pressed twice it is once."""
    said, answers = {}, _answers(request, there)
    try:
        if there.terms.mode == "scheduled":
            enter.enter(there.program, who.identities, answers=answers, now=clock.now())
            said["done"] = "1"
        else:
            key = f"page/{who.profile.id}/{request.POST.get('key', '')[:60]}"
            asked = Wanted(there.program.pk, who.identities, clock.now(), by="customer", answers=answers)
            said["play"] = str(play(key, asked)[0]["number"])
    except Refused as no:
        said["problem"] = no.word
    except OtherRequest:
        said["problem"] = "not_live"
    return private(HttpResponseRedirect(f"{request.path}?{urlencode(said)}"))


def _answers(request: HttpRequest, there: Standing) -> list[int] | None:
    if there.terms.quiz is None:
        return None
    given = [request.POST.get(f"answer-{nth}", "") for nth in range(len(there.terms.quiz.questions))]
    return [int(one) for one in given if one.isdecimal() and len(one) < 4] if any(given) else None


def _tickets(there: Standing, identities: list[int]) -> list[int]:
    """Their numbers: of a game those that can be played, of a draw all that were ever on it."""
    lots = Lot.objects.filter(program_id=there.program.pk, identity_id__in=identities)
    if there.terms.mode == "instant":
        lots = lots.filter(left__gt=0, until_ms__gt=clock.now_ms())
    return list(lots.order_by("pk").values_list("pk", flat=True))


def _why_not(there: Standing, who: Visitor, lots: list[int]) -> str:
    if there.state not in ("open", "early"):
        return "closed"
    if there.terms.mode == "instant" and lots and there.state == "open":
        return ""
    if not who.is_sure:
        return ""  # whether they may is told to themselves
    return enter.why_not(there.program, there.terms, who.identities, now=clock.now())


def _places(there: Standing, who: Visitor) -> list[tuple[str, bool]]:
    """Of a rally: each place, and whether they have been there."""
    stores = there.terms.who.stores
    if not stores or there.draw is None:
        return []
    since_ms = clock.to_ms(there.terms.opens) if there.terms.opens else there.draw.opened_ms
    been, names = been_at(stores, who.profile.id, since_ms=since_ms), dict(named_stores())
    return sorted((names.get(store) or store, who.is_sure and store in been) for store in stores)
