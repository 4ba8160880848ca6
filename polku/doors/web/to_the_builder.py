"""From the composer to where conditions are clicked together: whom it is for, or who sees one of its blocks."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.doors.web.chat.items import Given as ChatGiven
from polku.doors.web.chat.pictures import held as held_pictures
from polku.doors.web.composing import is_written
from polku.doors.web.mail.items import Given
from polku.doors.web.waiting import let_wait
from polku.doors.web.written.conditions import rule_of

OF_BLOCK = "only:"  # of the button's value; behind it the block


def to_the_builder(request: Asked, given: Given | ChatGiven, row: Campaign | None, rule: object) -> HttpResponse:
    """What stands in the form waits, pictures too that came with it just now."""
    form = request.POST.copy()
    held = {f"{item.id}.src": item.values["src"] for item in given.items if "src" in item.values}
    for name, value in (held_pictures(given) if isinstance(given, ChatGiven) else held).items():
        form[name] = value
    pressed, number = request.POST["conditions"], row.pk if row else None
    if pressed.startswith(OF_BLOCK) and (item := given.find(pressed.removeprefix(OF_BLOCK))) is not None:
        kept = let_wait(request, form, campaign=number, rule=rule_of(item.only_if) if item.only_if else None)
        return redirect(f"{reverse('block condition')}?{urlencode({'waiting': kept.key, 'piece': item.id})}")
    kept = let_wait(request, form, campaign=number, rule=rule if is_written(request.POST) else None)
    return redirect(f"{reverse('segment new')}?{urlencode({'waiting': kept.key})}")
