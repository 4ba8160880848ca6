"""A customer's own page on LINE: with which of its accounts they are connected, connecting one, and parting again."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from polku.doors.public.customer import Customer
from polku.doors.public.door import page, private
from polku.doors.public.limits import is_too_often
from polku.doors.public.proved import proved
from polku.kit import ids
from polku.say.channels.line.linking.join import disconnect, line_identities, shown_name
from polku.say.channels.line.linking.links import Coming, login_path
from polku.say.channels.line.linking.models import LineLogin
from polku.say.outbox.line_parted import tell_parted

USUAL = "LINE"


@proved(leads_to="public line connected")
def connected(request: HttpRequest, who: Customer, token: str) -> HttpResponse:
    if is_too_often("preferences", str(who.identity_id), most=60):
        return page(request, "public/wait.html", person=who.profile, status=429)
    if request.method == "POST":
        done = _part(who, request.POST.get("part", ""))
        asked = {"done": done} | ({"language": request.GET["language"]} if "language" in request.GET else {})
        return private(HttpResponseRedirect(f"{request.path}?{urlencode(asked)}"))
    rows = line_identities(who.profile)
    ways = LineLogin.objects.filter(account__ended_at__isnull=True).select_related("account").order_by("account__title")
    given = {
        "who": who,
        "token": token,
        "done": request.GET.get("done", ""),
        "connected": [(ids.public(row.id), shown_name(row) or USUAL) for row in rows],
        "ways": [(one.account, login_path(one.account, Coming(who.identity_id))) for one in ways],
    }
    return page(request, "public/line_connected.html", given, person=who.profile)


def _part(who: Customer, public_id: str) -> str:
    number = ids.number(public_id)
    row = next((one for one in line_identities(who.profile) if one.id == number), None)
    if row is None or not disconnect(row, who.profile, by=None):
        return "nothing"
    tell_parted(row)
    return "parted"
