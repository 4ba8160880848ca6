"""LINE accounts: which there are and how each is doing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.line.ailments import ailments
from polku.doors.web.line.card import cards
from polku.kit import clock
from polku.say.channels.line.models import LineAccount


@never_cache
@require_safe
def accounts(request: Asked) -> HttpResponse:
    rows = list(LineAccount.objects.filter(ended_at__isnull=True).order_by("title", "pk"))
    shown = [(card, ailments(card)) for card in cards(rows, now=clock.now())]
    return render(request, "line/accounts.html", {"cards": shown})
