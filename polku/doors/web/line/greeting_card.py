"""The first message to new friends where it belongs: one text to write at once, or a phone with what is composed."""

from dataclasses import dataclass
from typing import Any

from polku.act.greetings.drafts import draft_of
from polku.act.greetings.models import Greeting, GreetingDraft
from polku.act.greetings.write import greeting_of
from polku.doors.web.chat.preview import kept_preview
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource
from polku.say.content.chat.blocks import Chat, Text
from polku.say.content.chat.read import of_text, stored


@dataclass(frozen=True)
class Card:
    """`text`: what stands in the field; None where more than a text is said, or a draft is being written."""

    standing: Greeting | None
    draft: GreetingDraft | None
    text: str | None


def card_of(account: LineAccount, source: LineSource | None, *, currency: str) -> dict[str, Any]:
    """What the card's template needs."""
    standing, draft = greeting_of(account, source), draft_of(account, source)
    chat = stored(standing.chat) if standing is not None else None
    text = _one_text(chat) if draft is None else None
    given: dict[str, Any] = {"greeting": Card(standing, draft, text)}
    if chat is None or text is not None:
        return given
    title = account.display_name or account.title
    return given | kept_preview(chat, title=title, as_id="", currency=currency)


def _one_text(chat: Chat | None) -> str | None:
    """The text of a chat that is nothing else; "" of none."""
    if chat is None:
        return ""
    first = next(iter(chat.blocks), None)
    return first.text if isinstance(first, Text) and chat == of_text(first.text) else None
