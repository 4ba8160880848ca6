"""“Check the links”: each page that a message leads to is asked for, and the sending domain is looked up."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from polku.act.campaigns.checklist.links import links_of
from polku.act.campaigns.checklist.reached import MOST, look_at
from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import in_use
from polku.doors.web.asked import Asked
from polku.say.channels.email.channel import Email
from polku.say.channels.email.domain.finding import Finding
from polku.say.channels.email.domain.look import look
from polku.say.channels.email.settings import current, sender_domain
from polku.say.channels.email.signing.keys import signing
from polku.say.content.problem import BrokenTemplate


@require_POST
def looked_at(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch", "segment"), pk=campaign_id)
    found = [address for one in in_use(row) for address in _links(one)]
    given = {
        "campaign": row,
        "reached": look_at(found),
        "more": max(0, len(set(found)) - MOST),
        "findings": _domain() if any(one.channel == Email.name for one in in_use(row)) else [],
    }
    return render(request, "checklist/links.html" if request.htmx else "checklist/looked.html", given)


def _links(one: Campaign) -> list[str]:
    try:
        return [address for _field, address in links_of(one.subject, one.body, mail_of(one) or chat_of(one))]
    except BrokenTemplate:
        return []


def _domain() -> list[Finding]:
    """What DNS says of it: SPF, DMARC, and the keys that sign."""
    server = current()
    if server is None:
        return []
    looked = look(server, list(signing(sender_domain(server))))
    return [looked.spf, looked.dmarc, *looked.keys.values()]
