"""How an account is: LINE is asked who it is, what it may send and where its webhooks go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from polku.say.channels.line.answers import plain
from polku.say.channels.line.client import Client
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money import usage
from polku.say.channels.line.setup.asking import asked, good
from polku.say.channels.line.setup.models import LineLook
from polku.say.channels.line.trouble import LineTrouble, Trouble

# What LINE says of an account → our column, with its length.
OURS = {
    "userId": ("bot_user_id", 40),
    "basicId": ("basic_id", 40),
    "premiumId": ("premium_id", 40),
    "displayName": ("display_name", 200),
    "pictureUrl": ("picture_url", 2_000),
    "chatMode": ("chat_mode", 10),
}


@dataclass(frozen=True)
class Heard:
    """`trouble`: why LINE could not be asked; then nothing else was heard. What LINE did not say is None."""

    trouble: Trouble | None
    info: Mapping[str, Any]
    quota: Mapping[str, Any] | None = None
    used: int | None = None
    webhook: Mapping[str, Any] | None = None


def look(account: LineAccount, *, now_ms: int) -> Heard:
    """Ask, and keep what was said."""
    found = hear(account)
    keep(account, found, now_ms=now_ms)
    return found


def hear(account: LineAccount) -> Heard:
    """Ask without keeping anything: also of an account that is only being entered."""
    try:
        return asked(account, _hear)
    except LineTrouble as problem:
        return Heard(problem.trouble, {})


async def _hear(client: Client) -> Heard:
    info = plain(good(await client.ask("GET", "/v2/bot/info")))
    quota = await client.read("/v2/bot/message/quota")
    consumed = await client.read("/v2/bot/message/quota/consumption")
    webhook = await client.read("/v2/bot/channel/webhook/endpoint")
    used = consumed.get("totalUsage") if consumed is not None else None
    return Heard(None, info, quota, used if isinstance(used, int) else None, webhook)


@transaction.atomic
def keep(account: LineAccount, heard: Heard, *, now_ms: int) -> None:
    """What was heard before stays where nothing new was."""
    row, _is_new = LineLook.objects.get_or_create(account=account)
    row.looked_ms = now_ms
    row.trouble = heard.trouble.reason[:300] if heard.trouble is not None else ""
    if heard.trouble is None:
        row.heard_ms = now_ms
        _keep_info(account, heard.info)
    if heard.webhook is not None:
        row.webhook_url = str(heard.webhook.get("endpoint") or "")[:500]
        row.webhook_active = heard.webhook.get("active") is True
        row.webhook_ms = now_ms
    row.save()
    if heard.used is not None:
        usage.note(account, used=heard.used, quota=quota_of(heard), now_ms=now_ms)


def quota_of(heard: Heard) -> int | None:
    """Messages a month; None: no limit."""
    said = heard.quota or {}
    value = said.get("value")
    return value if said.get("type") == "limited" and isinstance(value, int) else None


def _keep_info(account: LineAccount, info: Mapping[str, Any]) -> None:
    told = {ours: str(info.get(theirs) or "")[:most].replace("\0", "") for theirs, (ours, most) in OURS.items()}
    changed = {name: value for name, value in told.items() if getattr(account, name) != value}
    for name, value in changed.items():
        setattr(account, name, value)
    if changed:
        LineAccount.objects.filter(pk=account.pk).update(**changed)
