"""Settings of e-mail: the server, who letters are from, what is tracked; a letter to oneself; suppressed addresses."""

from typing import Any

from django import forms
from django.conf import settings as house
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.snippets import Snippet
from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.teams import trail
from polku.say.channels.email import system
from polku.say.channels.email.channel import CHANNEL, Email
from polku.say.channels.email.models import EmailServer, Suppressed
from polku.say.channels.email.settings import MOST_CONNECTIONS, Wrong, current, keep, sender_domain, shown
from polku.say.channels.email.signing import keys
from polku.say.outbox.rest import rest
from polku.say.outbox.rest.held_up import held_up

SHOWN = 20
SECURITY = {
    EmailServer.Security.STARTTLS: gettext_lazy("STARTTLS, usually port 587"),
    EmailServer.Security.TLS: gettext_lazy("TLS, usually port 465"),
    EmailServer.Security.NONE: gettext_lazy("none: only within one’s own network"),
}


class ServerForm(forms.Form):
    host = forms.CharField(max_length=253)
    port = forms.IntegerField(min_value=1, max_value=65_535)
    security = forms.ChoiceField(choices=list(SECURITY.items()))
    verifies_certificate = forms.BooleanField(required=False)
    user = forms.CharField(max_length=320, required=False)
    password = forms.CharField(max_length=1_000, required=False, strip=False)
    from_name = forms.CharField(max_length=200, required=False)
    from_address = forms.CharField(max_length=320)
    reply_to = forms.CharField(max_length=320, required=False)
    bounce_address = forms.CharField(max_length=320, required=False)
    connections = forms.IntegerField(min_value=1, max_value=MOST_CONNECTIONS)
    per_second = forms.FloatField(min_value=0, max_value=10_000)
    tracks_opens = forms.BooleanField(required=False)
    tracks_clicks = forms.BooleanField(required=False)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def email_settings(request: Asked) -> HttpResponse:
    if request.method == "POST":
        form = ServerForm(request.POST)
        if form.is_valid() and _keep(request, form):
            rest.try_now(Email.name, now=clock.now())  # what was wrong may be put right
            messages.success(request, _("Saved. Send yourself a letter to see whether it works."))
            return redirect("settings email")
        return _page(request, form)
    server = current() or EmailServer(from_name=request.team.name)
    kept = {name: getattr(server, name, "") for name in ServerForm.base_fields}
    return _page(request, ServerForm(initial={**kept, "per_second": f"{server.per_second:g}"}))


@require_POST
def test_letter(request: Asked) -> HttpResponse:
    """A letter to whoever asks; what the server said, in a sentence."""
    to = request.POST.get("to", "").strip() or request.user.email
    try:
        system.send_now(
            to,
            _("A letter from polku"),
            _("Your mail server works: {team} can send e-mail now.").format(team=request.team.name),
        )
    except system.EmailError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("The mail server has taken the letter to {address}.").format(address=to))
    return redirect("settings email")


@require_POST
def tried_now(request: Asked) -> HttpResponse:
    """E-mail rests after failures: a few letters are tried now."""
    with transaction.atomic():
        if rest.try_now(Email.name, now=clock.now()):
            trail.note(request.user, "channel.tried_now", subject=f"channel:{Email.name}")
            messages.success(request, _("A few messages are tried now. If they go, all others follow."))
    return redirect("settings email")


@require_POST
def released(request: Asked) -> HttpResponse:
    """An address may be written to again: it was full, or its owner asks for it."""
    address = request.POST.get("address", "")
    if Suppressed.objects.filter(address=address).exists():
        with transaction.atomic():
            Suppressed.objects.filter(address=address).delete()
            # The log remembers too, or the address would be suppressed again when all is read anew.
            tell([News("Address Released", ("email", address), "", {"address": address, "by": request.user.email})])
            trail.note(request.user, "email.released", subject="email", before={"address": address})
        messages.success(request, _("{address} is written to again.").format(address=address))
    return redirect("settings email")


def _keep(request: Asked, form: ServerForm) -> bool:
    given: dict[str, Any] = dict(form.cleaned_data)
    password = given.pop("password")
    forgets = not given["user"]
    before = current()
    was = shown(before) if before is not None else {}
    try:
        with transaction.atomic():
            after = keep(given, password="" if forgets else password or None, by=request.user, now=clock.now())
            differed, differs = trail.changed(was, shown(after))
            if password:
                differs["password"] = "•••"  # noqa: S105 - that it was changed, not what it is
            trail.note(request.user, "email.changed", subject="email", before=differed, after=differs)
    except Wrong as problem:
        form.add_error(problem.field, str(problem))
        return False
    return True


def _page(request: Asked, form: ServerForm) -> HttpResponse:
    server = current()
    given = {
        "form": form,
        "server": server,
        "security": list(SECURITY.items()),
        "is_signed": server is not None and keys.signing(sender_domain(server)).exists(),
        "report": _how_to_report(server) if server is not None else None,
        "rests": held_up(CHANNEL, now=clock.now()),
        "suppressed": Suppressed.objects.order_by("-at_ms", "address")[:SHOWN],
        "suppressed_count": Suppressed.objects.count(),
    }
    return render(request, "email/settings.html", given, status=422 if form.is_bound else 200)


def _how_to_report(server: EmailServer) -> Snippet:
    url = f"{house.BASE_URL}/p/bounce/{server.bounce_secret}"
    return Snippet(
        "report",
        str(_("What your mail server runs for each mail that comes back (Postfix: /etc/aliases)")),
        f'bounce: "|curl -sf --data-binary @- {url}"',
    )
