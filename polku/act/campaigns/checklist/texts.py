"""Every text of a message that is filled in, with the place where it stands."""

from polku.say.content.blocks.blocks import Mail, texts, walk
from polku.say.content.chat import walk as chat_walk
from polku.say.content.chat.blocks import Chat


def texts_of(subject: str, body: str, mail: Mail | Chat | None) -> list[tuple[str, str]]:
    """(field, text): "subject", "body", "blocks.3.url", "blocks.4.left.1.text"."""
    if isinstance(mail, Chat):
        return [(place, text) for place, text in chat_walk.texts(mail) if text]
    if mail is None:
        return [("subject", subject), ("body", body)]
    blocks = [(f"blocks.{number}", texts(one)) for number, one in walk(mail.blocks)]
    inside = [(f"{place}.{name}", text) for place, found in blocks for name, text in found if text]
    return [("subject", subject), ("preheader", mail.preheader), *inside]


def is_address(field: str) -> bool:
    """Whether what stands there is where a press leads."""
    return field.rpartition(".")[2] in ("url", "desktop_url")
