"""The bytes of a request: made once, then never changed."""

from typing import Any

import msgspec

from polku.say.channels.line.wide import attributes
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.recipients import Recipients

PATHS = {
    LineWide.Kind.BROADCAST: "/v2/bot/message/broadcast",
    LineWide.Kind.NARROWCAST: "/v2/bot/message/narrowcast",
}


def body(row: LineWide, messages: bytes, to: Recipients) -> bytes:
    """`messages`: LINE's, as a JSON array."""
    said: dict[str, Any] = {"messages": msgspec.Raw(messages)}
    if row.is_silent:
        said["notificationDisabled"] = True
    if row.kind == LineWide.Kind.NARROWCAST:
        said |= _to(row, to)
    return msgspec.json.encode(said)


def path(row: LineWide) -> str:
    return PATHS[LineWide.Kind(row.kind)]


def _to(row: LineWide, to: Recipients) -> dict[str, Any]:
    demographic = attributes.filtered(row.traits)
    limit: dict[str, Any] = {"max": row.most} if row.most is not None else {}
    limit |= {"upToRemainingQuota": True} if row.is_up_to_left else {}
    return {
        **({"recipient": to.json} if to.json is not None else {}),
        **({"filter": {"demographic": demographic}} if demographic is not None else {}),
        **({"limit": limit} if limit else {}),
    }
