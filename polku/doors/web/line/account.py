"""One LINE account: its health, what is left to switch, and what can be done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.line.ailments import ailments, tested_words
from polku.doors.web.line.card import Card, cards
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.incoming import incoming
from polku.kit import clock
from polku.say.channels.line.setup import checklist


@never_cache
@require_safe
def account(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    card = cards([row], now=clock.now())[0]
    given: dict[str, Any] = {
        "account": row,
        "tab": "account",
        "card": card,
        "incoming": incoming(row),
        "ailments": ailments(card),
        "items": _items(card),
        "tested": tested_words(card.look.tested) if card.look.tested not in ("", "OK") else "",
    }
    return render(request, "line/account.html", given)


def _items(card: Card) -> list[tuple[checklist.Item, Any]]:
    """Each with who ticked it and when; None while nobody has."""
    return [(item, card.ticks.get(item.name)) for item in checklist.ITEMS]
