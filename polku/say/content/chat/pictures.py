"""The uploaded pictures of a chat: whether they are still here, and whether they have the shape that was said."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from polku.say.content.chat.blocks import Chat, Imagemap
from polku.say.content.chat.walk import strings
from polku.say.content.media.keep import is_there
from polku.say.content.media.names import MEDIA, is_name
from polku.say.content.models import Picture
from polku.say.content.problem import Problem

WIDTH = 1_040  # to which measures of areas refer
SLACK = 10  # pixels by which a height may differ


def gone(chat: Chat) -> Iterator[Problem]:
    """Pictures that were uploaded somewhere else, or never, and those whose file somebody has removed."""
    found = [(place, text.removeprefix(MEDIA)) for place, text in strings(chat) if text.startswith(MEDIA)]
    named = [(place, name) for place, name in found if is_name(name)]
    if not named:
        return
    known = set(Picture.objects.filter(name__in={name for _place, name in named}).values_list("name", flat=True))
    for place, name in named:
        if name not in known or not is_there(name):
            yield Problem(_("This picture is not here. Choose it again, or another one."), field=place)


def of_another_shape(chat: Chat) -> Iterator[Problem]:
    """Areas would not lie where they were drawn."""
    for number, block in enumerate(chat.blocks, start=1):
        if not isinstance(block, Imagemap) or not block.src.startswith(MEDIA):
            continue
        row = Picture.objects.filter(name=block.src.removeprefix(MEDIA)).first()
        height = round(row.height * WIDTH / row.width) if row is not None else block.height
        if abs(height - block.height) > SLACK:
            sentence = _("Made 1,040 wide, this picture is {height} high.").format(height=height)
            yield Problem(sentence, field=f"blocks.{number}.height")
