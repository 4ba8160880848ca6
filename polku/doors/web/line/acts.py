"""What can be done to a LINE account from its page. Each leads back there and says what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.line.ailments import tested_words
from polku.doors.web.line.chosen import chosen
from polku.kit import clock
from polku.say.channels.line import accounts
from polku.say.channels.line.setup import checklist, hook
from polku.say.channels.line.setup.look import look
from polku.say.channels.line.trouble import LineTrouble


@require_POST
def looked(request: Asked, account: str) -> HttpResponse:
    """Ask LINE now."""
    found = look(chosen(account), now_ms=clock.now_ms())
    if found.trouble is None:
        messages.success(request, _("LINE was asked just now; this is what it said."))
    else:
        messages.error(request, found.trouble.sentence)
    return redirect("settings line account", account)


@require_POST
def webhook(request: Asked, account: str) -> HttpResponse:
    """Tell LINE where webhooks go, and have it try."""
    row = chosen(account)
    try:
        hook.set_address(row, by=request.user)
    except LineTrouble as problem:
        messages.error(request, problem.trouble.sentence)
        return redirect("settings line account", account)
    messages.success(request, _("LINE delivers to this polku now. A change can take a minute."))
    return tested(request, account)


@require_POST
def tested(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    try:
        found = hook.test(row)
        look(row, now_ms=clock.now_ms())
    except LineTrouble as problem:
        messages.error(request, problem.trouble.sentence)
    else:
        if found == "OK":
            messages.success(request, _("LINE has tried the webhook, and this polku answered."))
        else:
            messages.error(request, tested_words(found))
    return redirect("settings line account", account)


@require_POST
def ticked(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    item = request.POST.get("item", "")
    checklist.tick(row, item, is_done=request.POST.get("done") == "yes", by=request.user)
    return redirect("settings line account", account)


@require_POST
def stopped(request: Asked, account: str) -> HttpResponse:
    accounts.stop(chosen(account), by=request.user)
    messages.success(request, _("Stopped. What is to be sent waits, and goes out when you resume."))
    return redirect("settings line account", account)


@require_POST
def resumed(request: Asked, account: str) -> HttpResponse:
    accounts.resume(chosen(account), by=request.user)
    messages.success(request, _("Resumed. What has waited goes out now."))
    return redirect("settings line account", account)


@require_POST
def ended(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    accounts.end(row, by=request.user)
    messages.success(request, _("{title} is disconnected. What it has sent stays to be seen.").format(title=row.title))
    return redirect("settings line")
