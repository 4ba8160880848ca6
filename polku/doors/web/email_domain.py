"""The sending domain: what DNS says of it, and the keys that sign its letters."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.snippets import Snippet
from polku.kit import clock
from polku.know.teams import trail
from polku.say.channels.email.domain.finding import Finding
from polku.say.channels.email.domain.look import look, look_at
from polku.say.channels.email.models import DkimKey
from polku.say.channels.email.settings import current, sender_domain
from polku.say.channels.email.signing import keys
from polku.say.channels.email.signing.record import Record, record_of

ENDED_SHOWN = 3
STAYS_D = 7  # days: letters that were signed before are still on their way, and are judged when they arrive


@dataclass(frozen=True)
class Row:
    """A key as the page shows it."""

    key: DkimKey
    found: Finding | None
    copy: list[Snippet]
    is_asked_again: bool  # whether to let it sign although its record was not found


@never_cache
@require_safe
def domain(request: Asked) -> HttpResponse:
    """DNS is asked by a second request, or on demand: the page itself waits for nothing."""
    server = current()
    if server is None:
        return redirect("settings email")
    name = sender_domain(server)
    shown = _shown(name)
    looks = bool(request.htmx) or "look" in request.GET
    looked = look(server, shown) if looks else None
    open_ones = [key for key in shown if key.ended_at is None]
    given = {
        "domain": name,
        "looked": looked,
        "checks": [
            ("SPF", looked.spf if looked else None, _to_copy("spf", looked.spf.record if looked else None)),
            ("DMARC", looked.dmarc if looked else None, _to_copy("dmarc", looked.dmarc.record if looked else None)),
        ],
        "rows": [_row(key, looked.keys.get(key.pk) if looked else None, request) for key in shown],
        "is_signed": any(key.signs_from for key in open_ones),
        "stays_d": STAYS_D,
        "algorithms": [
            ("rsa", "RSA 2048", _("Every mail server can check it.")),
            (
                "ed25519",
                "Ed25519",
                _("Newer and shorter. Not every mail server can check it: use it beside RSA, not instead."),
            ),
        ],
        "proposed": "ed25519" if {key.algorithm for key in open_ones} == {"rsa"} else "rsa",
        "asks_itself": not looks,
    }
    return render(request, "email/looked.html" if request.htmx else "email/domain.html", given)


@require_POST
def made_key(request: Asked) -> HttpResponse:
    server = current()
    algorithm = request.POST.get("algorithm", "")
    if server is None or algorithm not in DkimKey.Algorithm.values:
        return redirect("settings email")
    with transaction.atomic():
        key = keys.make(sender_domain(server), algorithm=algorithm, by=request.user, now=clock.now())
        trail.note(request.user, "email.key_made", subject="email", after={"key": str(key)})
    messages.success(request, _("Copy its record into your DNS. Once it stands there, let the key sign."))
    return redirect("settings email domain")


@require_POST
def begun_key(request: Asked, key_id: int) -> HttpResponse:
    """From now on it signs: where its record is published, or somebody knows better than our name server."""
    key = get_object_or_404(DkimKey, pk=key_id, signs_from__isnull=True, ended_at__isnull=True)
    found = look_at(key)
    if found.state != "good" and "anyway" not in request.POST:
        messages.warning(
            request, _("{selector} does not sign yet.").format(selector=key.selector) + f" {found.sentence}"
        )
        address = redirect("settings email domain")
        address["Location"] += f"?again={key.pk}"
        return address
    with transaction.atomic():
        before = keys.begin(key, by=request.user, now=clock.now())
        was = {"key": ", ".join(str(one) for one in before)} if before else None
        trail.note(request.user, "email.key_begun", subject="email", before=was, after={"key": str(key)})
    messages.success(request, _("{selector} signs from now on.").format(selector=key.selector))
    return redirect("settings email domain")


@require_POST
def ended_key(request: Asked, key_id: int) -> HttpResponse:
    key = get_object_or_404(DkimKey, pk=key_id, ended_at__isnull=True)
    with transaction.atomic():
        keys.end(key, by=request.user, now=clock.now())
        trail.note(request.user, "email.key_ended", subject="email", before={"key": str(key)})
    messages.success(request, _("{selector} signs no more.").format(selector=key.selector))
    return redirect("settings email domain")


def _shown(name: str) -> list[DkimKey]:
    """Those in use and to come, and the last that have ended: their records stay for a while."""
    found = DkimKey.objects.filter(domain=name).order_by("-pk")
    ended = [key for key in found if key.ended_at is not None and key.signs_from is not None]
    return [key for key in found if key.ended_at is None] + ended[:ENDED_SHOWN]


def _row(key: DkimKey, found: Finding | None, request: Asked) -> Row:
    record = record_of(key) if key.ended_at is None else None
    return Row(key, found, _to_copy(f"key{key.pk}", record), request.GET.get("again") == str(key.pk))


def _to_copy(name: str, record: Record | None) -> list[Snippet]:
    if record is None:
        return []
    long = [Snippet(f"{name}-zone", _("The same as a line of a name server’s file"), record.zone_line)]
    return [
        Snippet(f"{name}-name", _("Name of the TXT record"), record.name),
        Snippet(f"{name}-text", _("Its text"), record.text),
        *(long if len(record.text) > 255 else []),
    ]
