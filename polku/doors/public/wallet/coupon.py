"""One coupon, to be shown at the till: its code for the scanner and for the eye, until when, and how."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from polku.act.rewards.coupons.held import USABLE, Held, one
from polku.doors.public.door import Gone, private
from polku.doors.public.limits import is_too_often
from polku.doors.public.wallet import drawn, shown
from polku.doors.public.wallet.frame import in_words, own, show, sure
from polku.doors.public.wallet.looking import Visitor
from polku.kit import clock, ids
from polku.know.events.append import News, tell
from polku.know.people.models import Identity

VIEWED = "Coupon Viewed"
JUST_MS = 3 * clock.MINUTE_MS


@own
def coupon(request: HttpRequest, who: Visitor, public_id: str) -> HttpResponse:
    """By a link it has a title and no code."""
    now_ms = clock.now_ms()
    held = _wanted(who, public_id, now_ms)
    with in_words(request, who):
        given = {
            "one": shown.shown(held, now_ms=now_ms),
            "conditions": shown.conditions(held),
            "places": shown.places(held, now_ms=now_ms),
            "used_just_now": who.is_sure and held.used_ms is not None and now_ms - held.used_ms < JUST_MS,
            "state": _state(held),
        }
        if who.is_sure and held.state == USABLE:
            code = held.coupon.code
            plain = code.replace("-", "") if held.coupon.terms.code == "own" else code.strip()
            given |= {
                "code": code,
                "qr": drawn.qr(plain, _("QR code of this coupon")),
                "bars": drawn.barcode(plain, _("Barcode of this coupon")),
            }
            _tell_viewed(held, now_ms)
    return show(request, who, "public/wallet_coupon.html", given, tab="coupons")


@sure
def state(_request: HttpRequest, who: Visitor, public_id: str) -> HttpResponse:
    """Asked every few seconds while the page is looked at: it is shown anew when this changes."""
    return private(JsonResponse({"state": _state(_wanted(who, public_id, clock.now_ms()))}))


def _wanted(who: Visitor, public_id: str, now_ms: int) -> Held:
    """Raises Gone, also where it is somebody else's: nothing tells the two apart."""
    number = ids.number(public_id)
    found = one(number, who.identities, now_ms=now_ms) if number is not None else None
    if found is None:
        raise Gone
    return found


def _state(held: Held) -> str:
    return f"{held.state}:{held.coupon.lot.left}"


def _tell_viewed(held: Held, now_ms: int) -> None:
    """Once a day."""
    lot, day = held.coupon.lot, clock.from_ms(now_ms).date().isoformat()
    if is_too_often("coupon viewed", f"{lot.pk} {day}", most=1, window_s=86_400):
        return
    identity = _name_of(lot.identity_id)
    if identity is not None:
        program = held.coupon.program
        about = {"program_id": program.pk, "program": program.name, "grant": ids.public(lot.pk)}
        tell([News(VIEWED, identity, f"reward:viewed:{ids.public(lot.pk)}:{day}", about)], now_ms=now_ms)


def _name_of(identity_id: int) -> tuple[str, str] | None:
    row = Identity.objects.filter(id=identity_id).first()
    return (row.kind, row.value) if row is not None else None
