"""One webhook: what became of its deliveries, and what can be done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from polku.act.webhooks import deliveries, replay, secrets, write
from polku.act.webhooks.loop import UNREADABLE
from polku.act.webhooks.models import Delivery, Webhook
from polku.act.webhooks.problems import NotReady
from polku.doors.web import made_once
from polku.doors.web.asked import Asked
from polku.doors.web.paging import ROWS, pageful, whole_number
from polku.doors.web.webhooks import SUGGESTED, Row, WebhookForm
from polku.kit import clock
from polku.kit.net_problems import sentence_of

STATES = tuple(Delivery.State.values)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: Asked, webhook_id: int) -> HttpResponse:
    row = _row(webhook_id)
    form = WebhookForm(request.POST if request.method == "POST" else _said(row))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            write.change(row, name=data["name"], url=data["url"], events=form.patterns(), by=request.user)
        except NotReady as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("settings webhook", row.pk)
    return _page(request, row, form)


@require_POST
def paused(request: Asked, webhook_id: int) -> HttpResponse:
    write.pause(_row(webhook_id), by=request.user)
    messages.success(request, _("Paused. What happens meanwhile gathers, and goes out when you resume."))
    return redirect("settings webhook", webhook_id)


@require_POST
def resumed(request: Asked, webhook_id: int) -> HttpResponse:
    write.resume(_row(webhook_id), by=request.user)
    messages.success(request, _("Resumed. What has gathered goes out now."))
    return redirect("settings webhook", webhook_id)


@require_POST
def tested(request: Asked, webhook_id: int) -> HttpResponse:
    replay.send_test(_row(webhook_id), by=request.user)
    messages.success(request, _("A test is on its way; what came of it stands below."))
    return redirect("settings webhook", webhook_id)


@require_POST
def new_secret(request: Asked, webhook_id: int) -> HttpResponse:
    row = _row(webhook_id)
    made_once.make(
        request,
        lambda: {"secret": secrets.rotate(row, by=request.user), "secret_of": row.name},
        what=f"secret {row.pk}",
    )
    return redirect("settings webhook", row.pk)


@require_POST
def ended(request: Asked, webhook_id: int) -> HttpResponse:
    write.end(_row(webhook_id), by=request.user)
    messages.success(request, _("The webhook is ended. Nothing is sent any more."))
    return redirect("settings webhooks")


@require_POST
def replayed(request: Asked, webhook_id: int) -> HttpResponse:
    """All that failed, or the one that is named."""
    row = _row(webhook_id)
    number = whole_number(request.POST.get("delivery"))
    if number is not None:
        delivery = get_object_or_404(Delivery, pk=number, webhook_id=row.pk)
        count = int(replay.replay(delivery, by=request.user))
    else:
        count = replay.replay_failed(row, by=request.user)
    told = ngettext("%(count)d delivery goes out again.", "%(count)d deliveries go out again.", count)
    messages.success(request, told % {"count": count})
    return redirect("settings webhook", row.pk)


def trouble(delivery: Delivery) -> str:
    """Why no answer came, in the reader's language; "" where one came, or nothing was tried."""
    if delivery.status is not None or not delivery.answer:
        return ""
    code = delivery.answer.partition("|")[0]
    return _("Its secret cannot be read any more. Make a new one.") if code == UNREADABLE else sentence_of(code)


def _row(webhook_id: int) -> Webhook:
    return get_object_or_404(Webhook, pk=webhook_id, ended_at__isnull=True)


def _said(row: Webhook) -> dict[str, str]:
    return {"name": row.name, "url": row.url, "events": "\n".join(row.events)}


def _page(request: Asked, row: Webhook, form: WebhookForm) -> HttpResponse:
    wanted = request.GET.get("state", "")
    wanted = wanted if wanted in STATES else ""
    before = whole_number(request.GET.get("before"))
    found = deliveries.page(row, state=wanted, before=before, limit=ROWS + 1)
    last = str(found[ROWS - 1].pk) if len(found) > ROWS else ""
    page = pageful(found, request=request, before=last)
    shown = Row(row, deliveries.counts(row).get(row.pk, {}))
    given = {
        "row": shown,
        "form": form,
        "once": made_once.blank(),
        "suggested": SUGGESTED,
        "wanted": wanted,
        "deliveries": [(delivery, trouble(delivery)) for delivery in page.rows],
        "now_ms": clock.now_ms(),
        "more": page.more,
        # While something is about to happen the list looks again by itself; retries are waited for by nobody.
        "is_moving": shown.state in ("active", "failing")
        and any(one.state == "claimed" or (one.state == "asked" and not one.attempts) for one in page.rows),
    }
    if request.htmx and not request.htmx.boosted:
        template = "webhooks/rows.html" if before is not None else "webhooks/live.html"
        return render(request, template, given)
    given |= made_once.shown(request, what=f"secret {row.pk}")
    return render(
        request, "webhooks/webhook.html", given, status=422 if request.method == "POST" and form.errors else 200
    )
