"""A mail by itself, for a frame: it may show pictures and nothing else, and the page around it cannot be reached."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.campaigns.launch import mail_of
from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.doors.web.mail.preview import as_read
from polku.doors.web.preview import chosen_one
from polku.say.content import sketches
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.read import stored
from polku.say.content.problem import BrokenTemplate

# Pictures from anywhere: the writer chose them, and the mail will fetch them from there too.
POLICY = (
    "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; "
    "form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
DARK = re.compile(r"@media \(prefers-color-scheme: dark\)")


@never_cache
@require_safe
def sketch(request: Asked, key: str) -> HttpResponse:
    """A mail as it is being written."""
    found = sketches.drawn(key, by=request.user)
    if found is None:
        raise Http404
    return _framed(request, stored(found.mail), subject=found.subject)


@never_cache
@require_safe
def campaign_mail(request: Asked, campaign_id: int) -> HttpResponse:
    """A campaign's mail as it is kept, or a variant's."""
    row = get_object_or_404(Campaign.every, pk=campaign_id)
    mail = mail_of(row)
    if mail is None:
        raise Http404
    return _framed(request, mail, subject=row.subject)


def _framed(request: Asked, mail: Mail, *, subject: str) -> HttpResponse:
    reader = chosen_one(request.GET.get("as", ""))
    try:
        html = as_read(mail, subject=subject, reader=reader, currency=request.team.currency).html
        # The frame is not in the viewer's own light: the page says which one is meant.
        is_dark = request.GET.get("scheme") == "dark"
        response = HttpResponse(DARK.sub("@media all" if is_dark else "@media not all", html))
    except BrokenTemplate as broken:
        response = render(request, "campaigns/mail/broken.html", {"problem": broken.problem})
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Referrer-Policy"] = "no-referrer"
    return response
