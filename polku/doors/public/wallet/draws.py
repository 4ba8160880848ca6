"""A customer's draws and games: what there is, and those of which they have something."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse

from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.draws.play import titled
from polku.act.rewards.draws.result import Standing, standing
from polku.act.rewards.ledger.models import Lot
from polku.doors.public.draws import there
from polku.doors.public.wallet.frame import own, show
from polku.doors.public.wallet.looking import Visitor
from polku.kit import clock

SHOWN = 50


@dataclass(frozen=True)
class Offered:
    there: Standing
    tickets: int
    won: list[str]

    @property
    def is_open(self) -> bool:
        return self.there.state in ("open", "early")


@own
def draws(request: HttpRequest, who: Visitor) -> HttpResponse:
    now, rows = clock.now(), list(there.draws().order_by("-pk")[:SHOWN])
    numbers, theirs = [row.pk for row in rows], who.identities if who.is_sure else []
    lots = Lot.objects.filter(program_id__in=numbers, identity_id__in=theirs).values_list("program_id")
    held = dict(lots.annotate(count=Count("pk")).order_by())
    won: dict[int, list[str]] = {}
    results = DrawResult.objects.filter(program_id__in=numbers, identity_id__in=theirs).exclude(prize="")
    results = results.filter(passed_ms=None)
    for program_id, prize in results.values_list("program_id", "prize")[:500]:
        won.setdefault(program_id, []).append(prize)
    found = []
    for row in rows:
        stands = standing(row, now=now)
        titles = [titled(stands.terms, key) for key in won.get(row.pk, [])]
        found.append(Offered(stands, held.get(row.pk, 0), titles))
    given = {
        "alive": [one for one in found if one.is_open],
        "former": [one for one in found if not one.is_open and (one.tickets or one.won)],
    }
    return show(request, who, "public/wallet_draws.html", given, tab="draws")
