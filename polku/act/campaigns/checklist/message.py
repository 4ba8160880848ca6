"""What a message is looked over for, besides what must be put right: links, tests, the subject, the way out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.campaigns.checklist.line import Line, ok, warning
from polku.act.campaigns.checklist.links import links_of
from polku.act.campaigns.checklist.tested import is_tested
from polku.act.campaigns.models import Campaign
from polku.say.channels.email.channel import Email
from polku.say.channels.email.settings import current, sender_domain
from polku.say.channels.email.signing.keys import signing
from polku.say.content.advice.advice import advice
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat.blocks import Chat


def looked_over(campaign: Campaign, mail: Mail | Chat | None) -> Iterator[Line]:
    """Of one version of a message."""
    links = {address for _field, address in links_of(campaign.subject, campaign.body, mail)}
    if links:
        said = ngettext("{count} link is written rightly.", "{count} links are written rightly.", len(links))
        yield ok("links", said.format(count=len(links)))
    found = advice(campaign.subject, mail or campaign.body)
    for one in found:
        yield warning("subject" if one.field == "subject" else "message", one.sentence, field=one.field)
    if campaign.channel == Email.name:
        if campaign.subject.strip() and not any(one.field == "subject" for one in found):
            yield ok("subject", _("The subject is short enough to be read on a phone."))
        yield from _letter()
    if mail is not None:
        yield _test(campaign)


def _letter() -> Iterator[Line]:
    yield ok("way_out", _("At its end stand the links to preferences and to unsubscribing."))
    server = current()
    if server is None:
        return
    domain = sender_domain(server)
    if signing(domain).exists():
        yield ok("sender", _("Letters from {domain} are signed.").format(domain=domain))
    else:
        sentence = _("Letters from {domain} are not signed. See Settings → E-mail → Sending domain.")
        yield warning("sender", sentence.format(domain=domain))


def _test(campaign: Campaign) -> Line:
    if is_tested(campaign):
        return ok("test", _("A test of exactly this has been sent."))
    return warning("test", _("No test has been sent of what it says now. Send one to yourself where it is written."))
