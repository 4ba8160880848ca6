"""Bringing friends: one's own link to hand on, how far they have come, and who has brought the most."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.prize_names import name_of
from polku.act.rewards.programs import latest
from polku.act.rewards.referrals import board, link
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.act.rewards.referrals.terms import ReferralTerms, read
from polku.doors.public import brought
from polku.doors.public.door import private
from polku.doors.public.limits import network
from polku.doors.public.visitor import address_of
from polku.doors.public.wallet import drawn
from polku.doors.public.wallet.frame import in_words, show, sure
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.tiles import Tile
from polku.kit import clock

S = Referral.State
# What who brings a friend may know of them: how far they are, and nothing of why.
WORDS: dict[str, tuple[str | Promise, str]] = {
    S.INVITED: (gettext_lazy("came by your link"), "link"),
    S.KNOWN: (gettext_lazy("has signed up"), "user-check"),
    S.BOUGHT: (gettext_lazy("has bought, not enough yet"), "shopping-bag"),
    S.WAITING: (gettext_lazy("has bought: yours comes soon"), "clock"),
    S.HELD: (gettext_lazy("has bought: we are looking at it"), "clock"),
    S.REWARDED: (gettext_lazy("counts: you have got yours"), "circle-check"),
    S.REFUSED: (gettext_lazy("does not count"), "x"),
    S.REVOKED: (gettext_lazy("has sent it back: yours was taken back"), "x"),
}


COUNTS = (gettext_lazy("counts: no more of it could be given to you"), "circle-check")


@dataclass(frozen=True)
class Friend:
    words: str | Promise
    icon: str
    came_ms: int


@dataclass(frozen=True)
class Bringing:
    """One program, as somebody who may bring friends sees it."""

    program: Program
    terms: ReferralTerms
    referrer: Referrer
    address: str
    qr: SafeString
    mine: str
    theirs: str
    ways: list[tuple[str, str, str | Promise]]  # icon, address, name
    friends: list[Friend]
    brought: int
    next_step: str
    best: list[board.Place]


@sure
def friends(request: HttpRequest, who: Visitor) -> HttpResponse:
    if request.method == "POST":
        return _agree(request, who)
    with in_words(request, who):
        given = {"bringing": [_bringing(program, who) for program in live()]}
    for one in given["bringing"]:
        _note_where(request, one.referrer)
    return brought.with_device(request, show(request, who, "public/wallet_friends.html", given, tab="friends"))


def tile(who: Visitor, *, now_ms: int) -> list[Tile]:  # noqa: ARG001 - all tiles are asked with the time
    """By a link alone there is nothing to hand on."""
    if not who.is_sure or not live():
        return []
    done = Referral.objects.filter(referrer__identity_id__in=who.identities, state=S.REWARDED).count()
    return [Tile(_("Bring a friend"), str(done) if done else _("For both of you"), "user-plus", "wallet friends")]


def live() -> list[Program]:
    return list(Program.objects.filter(kind=Program.Kind.REFERRAL, state=Program.State.LIVE).order_by("pk"))


def _bringing(program: Program, who: Visitor) -> Bringing:
    terms = read(latest(program).terms)
    referrer = link.referrer_of(program, who.identities, now_ms=clock.now_ms())
    address, done = link.address_of(referrer), board.brought(referrer)
    text = f"{terms.title} {address}"
    letter = urlencode({"subject": terms.title, "body": text}).replace("+", "%20")
    rest = sorted(tier.friends for tier in terms.tiers if tier.friends > done)
    prize = next((name_of(tier.prize) for tier in terms.tiers if rest and tier.friends == rest[0]), "")
    return Bringing(
        program,
        terms,
        referrer,
        address,
        drawn.qr(address, _("QR code of your link")),
        name_of(terms.referrer),
        name_of(terms.friend),
        [
            ("brand-line", f"https://line.me/R/share?{urlencode({'text': text})}", "LINE"),
            ("mail", f"mailto:?{letter}", pgettext("send a link", "E-mail")),
        ],
        _friends(referrer, terms),
        done,
        _("{count} more to: {prize}").format(count=rest[0] - done, prize=prize) if prize else "",
        board.best(program.pk, me=who.identities) if terms.has_board else [],
    )


def _friends(referrer: Referrer, terms: ReferralTerms) -> list[Friend]:
    rows = board.friends_of(referrer)
    thanked = board.thanked(rows)

    def words(one: Referral) -> tuple[str | Promise, str]:
        without = one.state == S.REWARDED and one.pk not in thanked and terms.referrer is not None
        return COUNTS if without else WORDS[one.state]

    return [Friend(*words(one), one.came_ms) for one in rows]


def _agree(request: HttpRequest, who: Visitor) -> HttpResponse:
    """To stand in the list of the best, or not any more."""
    asked = request.POST.get("program", "")
    program = next((one for one in live() if str(one.pk) == asked), None)
    if program is not None:
        referrer = link.referrer_of(program, who.identities, now_ms=clock.now_ms())
        Referrer.objects.filter(pk=referrer.pk).update(is_listed=request.POST.get("do") == "show")
    return private(HttpResponseRedirect(reverse("wallet friends") + "#best"))


def _note_where(request: HttpRequest, referrer: Referrer) -> None:
    """On which device and network they are themselves: a friend on the same is none."""
    device, net = brought.device_of(request), brought.mark(network(address_of(request)))
    if (device and device != referrer.device) or net != referrer.network:
        Referrer.objects.filter(pk=referrer.pk).update(device=device or referrer.device, network=net)
