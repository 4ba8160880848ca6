"""A customer asks to be forgotten: asked once more, then everything about her goes."""

from django.http import HttpRequest, HttpResponse

from polku.doors.public.customer import of_link, path_of
from polku.doors.public.door import page, public
from polku.know.events.forgetting.ask import forget_people
from polku.know.people.consent import links
from polku.know.people.models import Identity

REASON = "asked on her own page"


@public
def forget_me(request: HttpRequest, token: str) -> HttpResponse:
    who = of_link(token)
    if request.method == "POST":
        hers = Identity.objects.filter(profile_id=who.profile.id).values_list("id", "kind", "value")
        forget_people([(number, (kind, value)) for number, kind, value in hers], by="herself", reason=REASON)
        return page(request, "public/forgotten.html", person=who.profile)
    given = {"who": who, "preferences": path_of(request, links.preferences_url(who.identity_id))}
    return page(request, "public/forget_me.html", given, person=who.profile)
