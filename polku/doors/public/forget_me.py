"""A customer asks to be forgotten: asked once more, then everything about them goes."""

from django.http import HttpRequest, HttpResponse

from polku.doors.public.customer import of_link, path_of
from polku.doors.public.door import page, public
from polku.know.people.consent import links
from polku.know.people.erase import erase

REASON = "asked on the customer’s own page"


@public
def forget_me(request: HttpRequest, token: str) -> HttpResponse:
    who = of_link(token)
    if request.method == "POST":
        erase([who.profile], by="themselves", reason=REASON)
        return page(request, "public/forgotten.html", person=who.profile)
    given = {"who": who, "preferences": path_of(request, links.preferences_url(who.identity_id))}
    return page(request, "public/forget_me.html", given, person=who.profile)
