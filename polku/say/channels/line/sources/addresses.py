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
    named = _named(account)
    return f"{_host(account)}/R/ti/p/{named}" if named else ""


def chat_with(account: LineAccount, text: str) -> str:
    """The account's chat, where this is laid out to be sent; whoever is no friend yet is asked to add it first."""
    named = _named(account)
    return f"{_host(account)}/R/oaMessage/{named}/?{quote(text, safe='')}" if named else ""


def _named(account: LineAccount) -> str:
    return quote(account.premium_id or account.basic_id, safe="")


def _host(account: LineAccount) -> str:
    return LINE if account.api_base.rstrip("/") == API else account.api_base.rstrip("/")
