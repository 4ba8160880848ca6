"""One draw or game of a customer's: taking part, playing, and what came of it. It is decided before anything moves."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from polku.act.rewards.draws import claims, enter, part
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.draws.play import CONSOLATION, Wanted, play, titled
from polku.act.rewards.draws.result import Standing, of_person
from polku.act.rewards.draws.tickets import code_of
from polku.act.rewards.draws.who import been_at
from polku.act.rewards.draws.words import SENTENCES, Refused, sentence
from polku.act.rewards.ledger.once import OtherRequest
from polku.doors.public.door import private
from polku.doors.public.draws.faces import odds, wheel
from polku.doors.public.draws.open_page import wanted
from polku.doors.public.wallet.frame import in_words, own, show, to_sign_in
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
    def last_ms(self) -> int | None:
        """The last instant at which the prize can be claimed."""
        return self.row.claim_ms - 1 if self.row.claim_ms is not None else None

    @property
    def is_won(self) -> bool:
        """And not lost again."""
        return bool(self.row.prize) and self.row.passed_ms is None

    @property
    def can_be_claimed(self) -> bool:
        row = self.row
        is_open = row.claimed_ms is None and row.out_ms is None and row.handed_ms is None
        return row.claim_ms is not None and is_open and clock.now_ms() < row.claim_ms

    @property
    def is_consolation(self) -> bool:
        return self.row.prize == CONSOLATION


@own
def draw(request: HttpRequest, who: Visitor, program_id: int) -> HttpResponse:
    there = wanted(program_id)
    if request.method == "POST":
        return _take_part(request, who, there) if who.is_sure else to_sign_in(request.path)
    is_scheduled = there.terms.mode == "scheduled"
    theirs, now = who.identities if who.is_sure else [], clock.now()  # a link alone tells not who takes part or has won
    lots = part.tickets_of(there, theirs, now=now)
    came = [Came(row, titled(there.terms, row.prize)) for row in of_person(program_id, theirs)]
    just = next((one for one in came if str(one.row.number) == request.GET.get("play", "")), None)
    why_not = _why_not(there, who, lots, now)
    problem = request.GET.get("problem", "")
    with in_words(request, who):
        given = {
            "there": there,
            "terms": there.terms,
            "odds": odds(there.terms),
            "countries": sorted(there.terms.who.countries),
            "is_scheduled": is_scheduled,
            "count": len(lots),
            "tickets": [code_of(lot) for lot in lots[:FEW]] if is_scheduled else [],
            "came": came[:FEW],
            "won": [one for one in came if one.is_won],
            "lost": [one for one in came if one.row.passed_ms is not None],
            "reserve": min((one.row.reserve for one in came if one.row.reserve and not one.row.prize), default=0),
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
        if request.POST.get("claim"):
            _claim(request, who, there)
            said["claimed"] = "1"
        elif there.terms.mode == "scheduled":
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


def _claim(request: HttpRequest, who: Visitor, there: Standing) -> None:
    """A prize of theirs. Raises Refused."""
    rows = {str(row.number): row for row in of_person(there.program.pk, who.identities)}
    row = rows.get(request.POST.get("claim", ""))
    if row is None or (
        row.claimed_ms is None and not claims.claim(there.program, row.number, by=None, now=clock.now())
    ):
        raise Refused("late")


def _answers(request: HttpRequest, there: Standing) -> list[int] | None:
    if there.terms.quiz is None:
        return None
    given = [request.POST.get(f"answer-{nth}", "") for nth in range(len(there.terms.quiz.questions))]
    return [int(one) for one in given if one.isdecimal() and len(one) < 4] if any(given) else None


def _why_not(there: Standing, who: Visitor, lots: list[int], now: datetime) -> str:
    """Whether they may is told to themselves."""
    if who.is_sure or there.state not in ("draft", "open", "early"):
        return part.why_not(there, who.identities, lots, now=now)
    return ""


def _places(there: Standing, who: Visitor) -> list[tuple[str, bool]]:
    """Of a rally: each place, and whether they have been there."""
    stores = there.terms.who.stores
    if not stores or there.draw is None:
        return []
    since_ms = clock.to_ms(there.terms.opens) if there.terms.opens else there.draw.opened_ms
    been, names = been_at(stores, who.profile.id, since_ms=since_ms), dict(named_stores())
    return sorted((names.get(store) or store, who.is_sure and store in been) for store in stores)
