"""Points and the rank: how many, what ends next, what there is for them, and what is missing to the next rank."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from polku.act.rewards.coupons.wallet import coupon
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.once import OtherRequest
from polku.act.rewards.points import burn
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.points.words import sentence
from polku.act.rewards.ranks.standing import rank_of
from polku.doors.public.door import private
from polku.doors.public.wallet.frame import in_words, show, sure
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.points_shown import shown, shown_rank
from polku.doors.public.wallet.points_there import points_there
from polku.doors.public.wallet.tiles import Tile
from polku.kit import clock, ids
from polku.kit.amounts import number


def tiles(who: Visitor, *, now_ms: int) -> list[Tile]:
    """Only for who has proved who they are: how much somebody has is theirs to know."""
    if not points_there(who):
        return []
    found = [
        Tile(one.terms.title, number(one.left), "coin", "wallet points")
        for one in balances_of(who.identities, now_ms=now_ms)
    ]
    standing = rank_of(who.profile.id)
    if standing is not None and standing.rank is not None:
        missing = shown_rank(standing).missing
        found.append(Tile(standing.terms.title, standing.rank.name, "crown", "wallet points", missing))
    return found


@sure
def points(request: HttpRequest, who: Visitor) -> HttpResponse:
    return _page(request, who)


@sure
def get(request: HttpRequest, who: Visitor, program_id: int, place: int) -> HttpResponse:
    """A reward for points, once for each time that the page was shown."""
    if request.method != "POST":
        return private(HttpResponseRedirect(resolve_url("wallet points")))
    program = Program.objects.filter(pk=program_id, kind=Program.Kind.POINTS).first()
    key = f"own/{who.profile.id}/{request.POST.get('key', '')[:40]}".replace("\0", "")
    if program is None:
        return private(HttpResponseRedirect(resolve_url("wallet points")))
    wanted = burn.Wanted(program, [who.identity_id, *who.identities], clock.now(), reward=place, by="own")
    try:
        answer, _is_new = burn.burn(key, wanted)
    except burn.Refused as no:
        return _page(request, who, problem=no.word)
    except OtherRequest:
        return _page(request, who, problem=burn.NOT_GIVEN)
    found = coupon(answer["grant"])
    if found is not None:
        return private(HttpResponseRedirect(resolve_url("wallet coupon", ids.public(found.lot.pk))))
    return private(HttpResponseRedirect(f"{resolve_url('wallet points')}?got=1"))


def _page(request: HttpRequest, who: Visitor, *, problem: str = "") -> HttpResponse:
    now_ms, standing = clock.now_ms(), rank_of(who.profile.id)
    with in_words(request, who):
        given = {
            "balances": [shown(one, now_ms=now_ms) for one in balances_of(who.identities, now_ms=now_ms)],
            "rank": shown_rank(standing) if standing is not None else None,
            "problem": sentence(problem) if problem else "",
            "is_got": request.GET.get("got") == "1",
            "key": ids.new_id(),
        }
    return show(request, who, "public/wallet_points.html", given, tab="points", status=409 if problem else 200)
