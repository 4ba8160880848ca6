"""The mailbox that undeliverable letters arrive in: where it is, and how the last look went."""

from typing import Any

from django import forms
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
from polku.doors.web.email_settings import SECURITY
from polku.kit import clock
from polku.know.teams import trail
from polku.say.channels.email import trouble
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.settings import Wrong
from polku.say.tracking.mailbox.imap import Unreadable, read_on
from polku.say.tracking.mailbox.models import ReportMailbox
from polku.say.tracking.mailbox.settings import current, keep, shown

PAGE = "settings email mailbox"
KINDS = {
    "tls": gettext_lazy("TLS, usually port 993"),
    "starttls": gettext_lazy("STARTTLS, usually port 143"),
    "none": SECURITY[EmailServer.Security.NONE],
}


class MailboxForm(forms.Form):
    host = forms.CharField(max_length=253)
    port = forms.IntegerField(min_value=1, max_value=65_535)
    security = forms.ChoiceField(choices=list(SECURITY.items()))
    verifies_certificate = forms.BooleanField(required=False)
    user = forms.CharField(max_length=320)
    password = forms.CharField(max_length=1_000, required=False, strip=False)
    folder = forms.CharField(max_length=200)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: Asked) -> HttpResponse:
    if request.method == "POST":
        form = MailboxForm(request.POST)
        if form.is_valid() and (row := _kept(request, form)) is not None:
            _tried(request, row)
            return redirect(PAGE)
        return _page(request, form)
    row = current() or ReportMailbox()
    return _page(request, MailboxForm(initial={name: getattr(row, name, "") for name in MailboxForm.base_fields}))


@require_POST
def left(request: Asked) -> HttpResponse:
    """It is not read any more."""
    row = current()
    if row is not None:
        with transaction.atomic():
            trail.note(request.user, "email.mailbox_left", subject="email", before=shown(row))
            row.delete()
    return redirect(PAGE)


def _kept(request: Asked, form: MailboxForm) -> ReportMailbox | None:
    given: dict[str, Any] = dict(form.cleaned_data)
    password, before = given.pop("password"), current()
    was = shown(before) if before is not None else {}
    try:
        with transaction.atomic():
            row = keep(given, password=password or None, by=request.user, now=clock.now())
            differed, differs = trail.changed(was, shown(row))
            if password:
                differs["password"] = "•••"  # noqa: S105 - that it was changed, not what it is
            trail.note(request.user, "email.mailbox_set", subject="email", before=differed, after=differs)
    except Wrong as problem:
        form.add_error(problem.field, str(problem))
        return None
    return row


def _tried(request: Asked, row: ReportMailbox) -> None:
    try:
        read_on(row, most=0)
    except Unreadable as problem:
        messages.error(request, _("Saved, but the mailbox cannot be read:") + f" {problem.trouble.sentence}")
    else:
        messages.success(request, _("The mailbox can be read. polku looks into it each minute."))


def _page(request: Asked, form: MailboxForm) -> HttpResponse:
    row = current()
    code, _bar, detail = row.trouble.partition("|") if row is not None else ("", "", "")
    given = {
        "form": form,
        "row": row,
        "trouble": trouble.sentence(code, detail) if code else "",
        "security": [(name, KINDS[name]) for name in ("tls", "starttls", "none")],
    }
    return render(request, "email/mailbox.html", given, status=422 if form.is_bound else 200)
