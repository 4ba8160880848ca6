"""What may keep a chat from working well on LINE, though it can be sent. What cannot be sent: native.tried."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from polku.say.content.chat import blocks as kinds
from polku.say.content.chat.blocks import Chat
from polku.say.content.chat.pictures import of_another_shape
from polku.say.content.chat.plain import said
from polku.say.content.chat.walk import texts
from polku.say.content.media.names import MEDIA
from polku.say.content.problem import Problem
from polku.say.content.quick import FACT

WITH_ALT = kinds.Imagemap | kinds.ImageCarousel | kinds.Flex


def hints(chat: Chat) -> list[Problem]:
    """The most important first."""
    return [*_addresses(chat), *of_another_shape(chat), *_empties(chat), *_alts(chat)]


def _addresses(chat: Chat) -> Iterator[Problem]:
    """LINE fetches pictures itself, and only by https."""
    if settings.BASE_URL.startswith("https://") or MEDIA not in str(chat):
        return
    sentence = _("LINE shows pictures from https:// addresses only, and POLKU_BASE_URL begins with http://.")
    yield Problem(sentence, field="blocks")


def _empties(chat: Chat) -> Iterator[Problem]:
    """LINE takes no empty texts: who lacks the only fact of a text gets no message at all."""
    for place, text in texts(chat):
        found = FACT.fullmatch(text.strip())
        if found is not None and not (found[2] or found[3]):
            sentence = _("Who lacks this fact gets no message: write what stands there instead, | default: “…”.")
            yield Problem(sentence, field=place)


def _alts(chat: Chat) -> Iterator[Problem]:
    for number, block in enumerate(chat.blocks, start=1):
        if isinstance(block, WITH_ALT) and not block.alt.strip() and not chat.alt.strip() and not said(block):
            sentence = _("Say in a few words what this shows: notifications have no pictures.")
            yield Problem(sentence, field=f"blocks.{number}.alt")
