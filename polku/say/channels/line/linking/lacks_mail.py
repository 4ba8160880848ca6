"""Connecting an account from a chat takes a letter with a code: without a mail server its button leads nowhere."""

from collections.abc import Mapping

import msgspec

from polku.say.channels.email.settings import current
from polku.say.channels.line.linking.links import WORD
from polku.say.channels.line.menus.models import LineMenu
from polku.say.content.chat.actions import Connect


def lacks_mail(shown: object) -> bool:
    """Whether such a button stands in this (a chat, or the areas of a menu) and no letter can be sent."""
    return connects(shown) and current() is None


def menus() -> list[LineMenu]:
    """Those that stand before customers, or are to, with such a button in vain."""
    if current() is not None:
        return []
    standing = LineMenu.objects.filter(ended_at__isnull=True, account__ended_at__isnull=True)
    return [one for one in standing.select_related("account").order_by("pk") if connects(one.areas)]


def connects(shown: object) -> bool:
    """By the action of that name, or by the word that it says to us."""
    if isinstance(shown, str):
        return shown == WORD
    if isinstance(shown, Connect):
        return True
    if isinstance(shown, msgspec.Struct):
        return any(connects(getattr(shown, name)) for name in shown.__struct_fields__)
    if isinstance(shown, Mapping):
        return any(map(connects, shown.values()))
    return isinstance(shown, list | tuple) and any(map(connects, shown))
