"""What we know of a customer, for themselves to take along: to read, or for a program."""

import json

from django.http import HttpRequest, HttpResponse

from polku.doors.public.customer import Customer
from polku.doors.public.door import page, private
from polku.doors.public.languages import spoken
from polku.doors.public.limits import is_too_often
from polku.doors.public.proved import proved
from polku.doors.public.speaking import speaking
from polku.flow import KEEPERS
from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.people.export import export
from polku.know.people.export_html import as_html

HOURLY, HOUR_S = 6, 3_600


@proved(leads_to="public preferences")
def my_data(request: HttpRequest, who: Customer, token: str) -> HttpResponse:  # noqa: ARG001 - told whose link it was
    if is_too_often("my data", str(who.identity_id), most=HOURLY, window_s=HOUR_S):
        return page(request, "public/wait.html", person=who.profile, status=429)
    try:
        told = export(who.profile, keepers=KEEPERS, now=clock.now())
    except ColumnsError:
        return page(request, "public/wait.html", person=who.profile, status=503)
    language = spoken(request, who.profile)
    if request.GET.get("format") == "json":
        content = json.dumps(told, ensure_ascii=False, indent=2, default=str)
        answer = HttpResponse(content, content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    else:
        with speaking(language):
            answer = HttpResponse(as_html(told))
        # Never shown in our own window: it is made of what others have said.
        answer["Content-Disposition"] = 'attachment; filename="my-data.html"'
    return private(answer, language=language)
