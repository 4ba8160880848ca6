"""Where a source's code leads: to us, who take note, and from there to LINE's page for adding the account."""

from urllib.parse import quote

from django.conf import settings

from polku.say.channels.line.models import API, LineAccount
from polku.say.channels.line.sources.models import LineSource

LINE = "https://line.me"


def address(source: LineSource) -> str:
    """What stands in the QR code."""
    return f"{settings.BASE_URL}/f/{source.key}"


def add_friend(account: LineAccount) -> str:
    """LINE's own page; of a stand-in, the same path there. "" as long as LINE has not told the account's own name."""
    named = account.premium_id or account.basic_id
    if not named:
        return ""
    host = LINE if account.api_base.rstrip("/") == API else account.api_base.rstrip("/")
    return f"{host}/R/ti/p/{quote(named, safe='')}"
