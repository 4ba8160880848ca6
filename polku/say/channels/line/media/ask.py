"""Asking for what people have sent."""

from collections.abc import Sequence

from polku.kit import clock
from polku.say.channels.line.inbox.heard import Heard
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.inbox.names import RECEIVED
from polku.say.channels.line.inbox.unsent import unsent_among

KINDS = frozenset(("image", "video", "audio", "file"))
USER = 512


def ask_for(said: Sequence[Heard]) -> None:
    """Once each, within the caller's transaction; what was taken back meanwhile is not asked for."""
    sent = [one for one in said if one.event.name == RECEIVED and one.message_id and _is_kept_by_line(one)]
    gone = unsent_among((one.account, one.message_id) for one in sent)
    now_ms = clock.now_ms()
    LineMedia.objects.bulk_create(
        [
            LineMedia(
                account_id=one.account,
                message_id=one.message_id,
                user_id=one.event.identity[1][:USER],
                identity_id=one.event.identity_id,
                kind=one.said["kind"],
                asked_ms=now_ms,
                due_ms=now_ms,
            )
            for one in sent
            if (one.account, one.message_id) not in gone
        ],
        ignore_conflicts=True,
    )


def _is_kept_by_line(one: Heard) -> bool:
    """Else it lies somewhere on the web, under an address that the message itself tells."""
    provider = one.said.get("provider")
    return one.said.get("kind") in KINDS and not (isinstance(provider, dict) and provider.get("type") == "external")
