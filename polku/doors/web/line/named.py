"""Chats as lists of messages tell them: what has no words of its own is called by what it is."""

from collections.abc import Mapping

import msgspec
from django.utils.translation import gettext as _

from polku.say.channels.line.coupons.models import LineCoupon
from polku.say.content.chat.blocks import AnyBlock, Chat, Coupon, Image


def with_names(chats: Mapping[str, Chat]) -> dict[str, Chat]:
    """By the same keys, with coupons under their titles and pictures as pictures. One query where there are coupons."""
    blocks = [block for chat in chats.values() for block in chat.blocks]
    wanted = {one.coupon_id for one in blocks if isinstance(one, Coupon) and not one.alt}
    rows = list(LineCoupon.objects.filter(line_id__in=wanted)) if wanted else []
    titles = {row.line_id: row.title for row in rows}
    return {
        key: msgspec.structs.replace(chat, blocks=tuple(_named(one, titles) for one in chat.blocks))
        for key, chat in chats.items()
    }


def _named(block: AnyBlock, titles: Mapping[str, str]) -> AnyBlock:
    if isinstance(block, Coupon) and not block.alt:
        return msgspec.structs.replace(block, alt=titles.get(block.coupon_id) or _("a coupon"))
    if isinstance(block, Image) and not block.alt:
        return msgspec.structs.replace(block, alt=_("a picture"))
    return block
