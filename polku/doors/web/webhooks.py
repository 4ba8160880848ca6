"""Webhooks: which there are, how each is doing, and a new one."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from polku.act.webhooks import deliveries, names, write
from polku.act.webhooks.models import Webhook
from polku.act.webhooks.problems import NotReady
from polku.doors.web import made_once
from polku.doors.web.asked import Asked

# What one may begin with; every other name is as good.
SUGGESTED = ("Order Completed", "Order Refunded", "Identified", "Form Submitted", "Message *", "Consent *", "*")


class WebhookForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    url = forms.CharField(label=gettext_lazy("Address"), max_length=2_000)
    events = forms.CharField(label=gettext_lazy("Events"), max_length=25_000)

    def patterns(self) -> list[str]:
        return names.patterns_in(self.cleaned_data["events"])

    def refuse(self, problem: NotReady) -> None:
        """Say each problem at its field."""
        for one in problem.problems:
            self.add_error(one.field, one.sentence)


@dataclass(frozen=True)
class Row:
    webhook: Webhook
    counts: dict[str, int]

    @property
    def state(self) -> str:
        return state_of(self.webhook)

    @property
    def waiting(self) -> int:
        return self.counts.get("asked", 0) + self.counts.get("claimed", 0)


def state_of(webhook: Webhook) -> str:
    if webhook.ended_at is not None:
        return "ended"
    if webhook.stopped_at is not None:
        return "stopped"
    if webhook.paused_at is not None:
        return "paused"
    return "failing" if webhook.failing_since is not None else "active"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: Asked) -> HttpResponse:
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made_once.make(request, lambda: _made(request, form), what="webhook")
        except NotReady as problem:
            form.refuse(problem)
        else:
            return redirect("settings webhooks")
    counts = deliveries.counts()
    given = {
        "rows": [
            Row(webhook, counts.get(webhook.pk, {}))
            for webhook in Webhook.objects.filter(ended_at__isnull=True).order_by("name", "pk")
        ],
        "form": form,
        "once": made_once.blank(),
        "suggested": SUGGESTED,
    } | made_once.shown(request, what="webhook")
    return render(request, "webhooks/webhooks.html", given, status=422 if form.errors else 200)


def _made(request: Asked, form: WebhookForm) -> dict[str, str]:
    data = form.cleaned_data
    made, secret = write.make(data["name"], url=data["url"], events=form.patterns(), by=request.user)
    return {"secret": secret, "secret_of": made.name}
