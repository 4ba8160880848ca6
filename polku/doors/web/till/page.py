"""The page itself: everything on it is drawn by its script from what the server answers."""

import json

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.till.words import words
from polku.kit.amounts import money
from polku.kit.money import decimals
from polku.kit.typed_money import signs_of
from polku.know.places.stores import named_stores


@ensure_csrf_cookie
@require_safe
def till(request: Asked) -> HttpResponse:
    currency = request.team.currency or "USD"
    stores = stores_of(request)
    given = {
        "stores": stores,
        "currency": currency,
        "decimals": decimals(currency),
        "signs": json.dumps(signs_of(currency)),
        "zone": timezone.get_current_timezone_name(),
        "pieces": settings.STATIC_URL,
        "sample": money(1250, currency),
        "words": words(has_stores=bool(stores)),
    }
    return render(request, "till/till.html", given)


def stores_of(request: Asked) -> list[tuple[str, str]]:
    """(key, name) of those at which this member serves."""
    names = dict(named_stores())
    if request.user.stores:
        return [(key, names.get(key, key)) for key in request.user.stores]
    return list(names.items())
