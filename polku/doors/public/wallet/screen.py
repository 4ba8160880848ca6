"""The screen in a store: a code that whoever is there scans for a stamp, another one every half minute.

Whoever has its address has the screen; nothing of people is on it. It ends with its program, or with a
new address: then the one before says what to do.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps import scan, screens
from polku.act.rewards.stamps.terms import read
from polku.doors.public.door import Gone, page, public
from polku.doors.public.languages import spoken
from polku.doors.public.speaking import speaking
from polku.doors.public.wallet.drawn import qr
from polku.kit import clock
from polku.know.places.models import Store


@public
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """`?part=1`: the code alone, for the page that is open. Raises SealError, Gone."""
    place = scan.screen_of(token, key=settings.SECRET_KEY)
    program = Program.objects.filter(pk=place.program, kind=Program.Kind.STAMPS).first()
    if program is None or program.state == Program.State.ENDED:
        raise Gone
    is_current, terms = screens.is_current(place), read(programs.latest(program).terms)
    code = scan.code_of(place, now_ms=clock.now_ms(), key=settings.SECRET_KEY)
    address = settings.BASE_URL + reverse("wallet scan", args=[code])
    with speaking(spoken(request, None)):
        picture = qr(address, _("QR code for a stamp"))
    given = {
        "token": token,
        "title": terms.title,
        "store": Store.objects.filter(key=place.store).values_list("name", flat=True).first() or place.store,
        "is_current": is_current,
        "is_live": is_current and program.state == Program.State.LIVE and scan.has_screens(terms),
        "picture": picture,
        "address": address,
    }
    return page(request, "public/screen_code.html" if "part" in request.GET else "public/screen.html", given)
