"""A customer asks to be forgotten: asked once more, then everything about them goes."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from polku.doors.public.customer import Customer, path_of
from polku.doors.public.door import page
from polku.doors.public.proved import proved
from polku.kit import ids
from polku.know.events.forgetting.reasons import OWN_PAGE
from polku.know.people.consent import links
from polku.know.people.erase import erase
from polku.know.teams.trail import THEMSELVES, note


@proved(leads_to="public forget me")
def forget_me(request: HttpRequest, who: Customer, token: str) -> HttpResponse:  # noqa: ARG001 - told whose link it was
    if request.method == "POST":
        with transaction.atomic():
            erase([who.profile], by=THEMSELVES, reason=OWN_PAGE)
            note(None, "person.erased", subject=f"person:{ids.public(who.profile.id)}", by_themselves=True)
        return page(request, "public/forgotten.html", person=who.profile)
    given = {"who": who, "preferences": path_of(request, links.preferences_url(who.identity_id))}
    return page(request, "public/forget_me.html", given, person=who.profile)
