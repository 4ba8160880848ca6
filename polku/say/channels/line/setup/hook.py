"""The webhook's address: told to LINE, and tried by LINE."""

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from polku.kit import clock
from polku.kit.addresses import is_public
from polku.kit.hosts import written_in
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.answers import plain
from polku.say.channels.line.client import Client
from polku.say.channels.line.models import API, LineAccount
from polku.say.channels.line.setup.asking import asked, good
from polku.say.channels.line.setup.models import LineLook

ENDPOINT, TEST = "/v2/bot/channel/webhook/endpoint", "/v2/bot/channel/webhook/test"
TRIES_S = 30.0  # LINE waits for our answer before it answers us


def address(account: LineAccount) -> str:
    return f"{settings.BASE_URL}/hook/line/{account.name}"


def cannot_be_reached(account: LineAccount) -> bool:
    """Whether LINE itself can surely not deliver there: no https, or an address of a private network."""
    if account.api_base.rstrip("/") != API:
        return False  # a stand-in on this machine takes what there is
    parts = urlsplit(address(account))
    host = parts.hostname or ""
    written = written_in(host)
    is_private = host == "localhost" or (written is not None and not is_public(written))
    return parts.scheme != "https" or is_private


def set_address(account: LineAccount, *, by: Member | None = None) -> None:
    """Tell LINE where webhooks go. Raises LineTrouble."""
    url = address(account)

    async def work(client: Client) -> None:
        good(await client.ask("PUT", ENDPOINT, body=json.dumps({"endpoint": url}).encode()))

    asked(account, work)
    with transaction.atomic():
        row, _is_new = LineLook.objects.get_or_create(account=account)
        before, row.webhook_url, row.webhook_ms = row.webhook_url, url, clock.now_ms()
        row.save(update_fields=["webhook_url", "webhook_ms"])
        trail.note(
            by,
            "line.webhook_set",
            subject=f"line:{account.pk}",
            before={"webhook": before},
            after={"webhook": url},
        )


def test(account: LineAccount) -> str:
    """Have LINE send an empty webhook; its reason, "OK" where our answer came. Raises LineTrouble."""

    async def work(client: Client) -> str:
        body = json.dumps({"endpoint": address(account)}).encode()
        said = plain(good(await client.ask("POST", TEST, body=body, timeout_s=TRIES_S)))
        if said.get("success") is True:
            return "OK"
        return f"{said.get('reason') or 'UNCLASSIFIED'}|{said.get('detail') or ''}"

    found = asked(account, work).replace("\0", "")[:300]
    LineLook.objects.update_or_create(account=account, defaults={"tested": found, "tested_ms": clock.now_ms()})
    return found
