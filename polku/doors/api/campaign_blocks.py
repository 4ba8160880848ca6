"""The blocks of a campaign: a mail's or a chat's, as its channel is."""

from typing import Any

from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import content_of
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.campaign_in import CampaignIn
from polku.say.content.blocks import read as mail_read
from polku.say.content.blocks.blocks import ACCENT, Mail
from polku.say.content.chat import read as chat_read
from polku.say.content.chat.blocks import Chat
from polku.say.content.problem import BrokenTemplate

NONE: dict[str, Any] = {
    "blocks": None, "preheader": "", "quick_replies": [], "sender": None, "alt": "", "accent": "", "language": "",
    "is_silent": False,
}  # fmt: skip


def blocks_given(given: CampaignIn) -> Mail | Chat | None:
    """None where the channel has none. Raises ApiError where they cannot be read, or belong to another channel."""
    content = content_of(given.channel)
    _only(given, "chat", content, "quick_replies", "sender", "alt", "is_silent")
    _only(given, "mail", content, "preheader")
    if content == "text":
        if given.blocks is not None:
            raise _not_here(given, "blocks")
        return None
    blocks = given.blocks if given.blocks is not None else [{"kind": "text", "text": given.body}]
    look = {"blocks": blocks, "accent": given.accent, "language": given.language}
    try:
        if content == "mail":
            return mail_read.mail_of(look | {"preheader": given.preheader})
        own = {"quick_replies": given.quick_replies, "sender": given.sender, "alt": given.alt}
        return chat_read.chat_of(look | own | {"is_silent": given.is_silent})
    except BrokenTemplate as broken:
        raise ApiError(422, "invalid", broken.problem.sentence, field=broken.problem.field) from broken


def blocks_kept(row: Campaign) -> dict[str, Any]:
    """As they were written."""
    if not row.mail:
        return NONE
    if content_of(row.channel) == "chat":
        kept = chat_read.plain(chat_read.stored(row.mail))
    else:
        kept = mail_read.plain(mail_read.stored(row.mail))
    return NONE | {"accent": ACCENT, "blocks": []} | kept


def _only(given: CampaignIn, whose: str, content: str, *names: str) -> None:
    for name in names:
        if content != whose and getattr(given, name):
            raise _not_here(given, name)


def _not_here(given: CampaignIn, field: str) -> ApiError:
    if field == "blocks":
        sentence = _("Messages of the channel “{channel}” have no blocks: write a body.")
    else:
        sentence = _("Messages of the channel “{channel}” have no “{field}”.")
    return ApiError(422, "invalid", sentence.format(channel=given.channel, field=field), field=field)
