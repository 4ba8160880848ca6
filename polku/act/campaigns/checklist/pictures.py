"""Pictures of a mail that were uploaded and are gone; those of a chat are looked at by content/chat/pictures.py."""

from django.utils.translation import gettext as _

from polku.say.content.blocks.blocks import Image, Mail, Product, walk
from polku.say.content.media.keep import is_there
from polku.say.content.media.names import MEDIA
from polku.say.content.problem import Problem


def gone(mail: Mail) -> list[Problem]:
    return [
        Problem(_("This picture is not here. Choose it again, or another one."), field=f"blocks.{number}.src")
        for number, one in walk(mail.blocks)
        if isinstance(one, Image | Product) and one.src.startswith(MEDIA) and not is_there(one.src.removeprefix(MEDIA))
    ]
