"""What we know of a customer, for herself to take along."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from polku.doors.public.customer import Customer, of_link
from polku.doors.public.door import page, private, public
from polku.doors.public.limits import is_too_often
from polku.know.people import find
from polku.know.people.consent import forget as consent

HOURLY, HOUR_S = 6, 3_600


@public
def my_data(request: HttpRequest, token: str) -> HttpResponse:
    who = of_link(token)
    if is_too_often("my data", str(who.identity_id), most=HOURLY, window_s=HOUR_S):
        return page(request, "public/wait.html", person=who.profile, status=429)
    answer = HttpResponse(json.dumps(_told(who), ensure_ascii=False, indent=2), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return private(answer)


def _told(who: Customer) -> dict[str, Any]:
    identities = find.identities_of(who.profile.id)
    return {
        "identities": [{"kind": one.kind, "value": one.value} for one in identities],
        "traits": json.loads(who.profile.traits),
        **consent.tell([one.id for one in identities]),
    }
