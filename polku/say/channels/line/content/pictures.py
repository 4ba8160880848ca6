"""Addresses of pictures for LINE: uploaded ones in a size that LINE takes, others as they are."""

from django.conf import settings
from django.utils.translation import gettext as _

from polku.say.channels.line.content.addresses import secure
from polku.say.channels.line.content.bounds import bound
from polku.say.channels.line.content.setting import Setting
from polku.say.content.media.names import MEDIA, is_name, without_ending
from polku.say.content.media.sizes import FITTING, ICON, LARGE, PREVIEW

__all__ = ("FITTING", "ICON", "LARGE", "PREVIEW", "is_uploaded", "picture")


def picture(setting: Setting, src: str, place: str, *, size: str = FITTING, is_required: bool = True) -> str:
    """The whole address of a picture, `size` being one of media/sizes.py."""
    if not src.strip():
        if is_required:
            setting.wrong(_("A picture is missing: choose one, or remove the block."), place)
        return ""
    if is_uploaded(src):
        return f"{settings.BASE_URL}{without_ending(src)}/{size}"
    url = secure(src)
    if not url:
        setting.wrong(_("A picture is one that was uploaded, or an address that begins with https://."), place)
    if len(url) > bound("media", "url").most:
        setting.wrong(_("The address of the picture is too long."), place)
    return url


def is_uploaded(src: str) -> bool:
    return src.startswith(MEDIA) and is_name(src.removeprefix(MEDIA))
