"""What a campaign says, as it is kept: a mail in its frame, a chat on a phone."""

from typing import Any

from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import Campaign
from polku.doors.web.channel_names import title_of
from polku.doors.web.chat.compose import called
from polku.doors.web.chat.preview import kept_preview as chat_preview
from polku.doors.web.mail.preview import kept_preview as mail_preview


def looked_at(row: Campaign, *, as_id: str, currency: str) -> dict[str, Any]:
    """What the templates of its preview need; {} for a message that is one text."""
    chat = chat_of(row)
    if chat is not None:
        return chat_preview(chat, title=called(title_of(row.channel)), as_id=as_id, currency=currency)
    mail = mail_of(row)
    if mail is None:
        return {}
    return mail_preview(mail, subject=row.subject, campaign_id=row.pk, as_id=as_id, currency=currency)
