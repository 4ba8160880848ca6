"""Where the links of a message lead, and which of them cannot lead anywhere."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from polku.act.campaigns.checklist.texts import is_address, texts_of
from polku.kit import net
from polku.say.channels.line.sources.models import LineSource
from polku.say.content.blocks.addresses import safe_link
from polku.say.content.blocks.blocks import Mail, Products
from polku.say.content.chat.blocks import Chat
from polku.say.content.conditions.rules import walk
from polku.say.content.media.keep import is_there
from polku.say.content.media.names import MEDIA, is_name
from polku.say.content.problem import Problem
from polku.say.content.products.fitting import fitting

IN_TEXT = re.compile(r"""https?://[^\s<>"'()\[\]]+""")
AFTER = ".,;:!?»”、。"
SHORT, PUBLIC = "/f/", "/p/"


def links_of(subject: str, body: str, mail: Mail | Chat | None) -> list[tuple[str, str]]:
    """(field, address) of web pages; not of those that differ from person to person."""
    found = []
    for field, text in texts_of(subject, body, mail):
        if is_address(field):
            given = [safe_link(text) or text.strip()] if text.strip() else []
        else:
            given = [one.rstrip(AFTER) for one in IN_TEXT.findall(text)]
        found += [(field, one) for one in given if "{" not in one and "%7B" not in one and one.startswith("http")]
    return found + _of_products(mail)


def _of_products(mail: Mail | Chat | None) -> list[tuple[str, str]]:
    """Of those of the catalog that a block means now."""
    blocks = [(place, block) for place, block in walk(mail) if isinstance(block, Products)]
    return [(f"{place}.url", one.url) for place, block in blocks for one in fitting(block) if one.url]


def broken(subject: str, body: str, mail: Mail | Chat | None) -> list[Problem]:
    """Those that cannot be an address, and those of ours that are not known. Asks nobody outside."""
    found = []
    for field, address in links_of(subject, body, mail):
        sentence = _why(address)
        if sentence:
            found.append(Problem(sentence.format(address=address[:100]), field=field))
    return found


def is_ours(address: str) -> bool:
    return address.startswith(f"{settings.BASE_URL}/")


def _why(address: str) -> str:
    """A sentence with {address}; "" where nothing speaks against it."""
    try:
        net.check(address, allow_private=True)
    except net.Refused:
        return _("“{address}” is no address of a page. It should begin with https://.")
    if not is_ours(address):
        return ""
    path = urlsplit(address).path
    if path.startswith(SHORT):
        is_known = LineSource.objects.filter(key=path.removeprefix(SHORT)).exists()
        return "" if is_known else _("“{address}” looks like a short address of ours, but there is none like it.")
    if path.startswith(MEDIA):
        name = path.removeprefix(MEDIA).partition("/")[0]
        is_known = is_name(name) and is_there(name)
        return "" if is_known else _("“{address}” is a picture that is not here.")
    if not path.startswith(PUBLIC):
        return _("“{address}” is a page for the team: customers cannot open it.")
    return ""
