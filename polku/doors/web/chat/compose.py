"""What the composer's page needs of a chat: its cards, its preview, and its test."""

from collections.abc import Sequence
from typing import Any

from polku.doors.web.chat import coupons
from polku.doors.web.chat.gallery import layouts
from polku.doors.web.chat.items import Given
from polku.doors.web.chat.preview import chat_preview
from polku.doors.web.chat.show import shown
from polku.say.channels.channel import Channel
from polku.say.content.problem import Problem


def composed(given: Given, whom: dict[str, Any], *, channel: Channel, faults: Sequence[Problem]) -> dict[str, Any]:
    """`whom`: as whom it is looked at. `faults`: what has been refused just now."""
    seen = chat_preview(given, channel=channel, title=called(str(channel.title)), **whom)
    told = list(dict.fromkeys([*faults, *seen["faults"], *seen["unfinished"]]))
    cards = shown(given, told, is_refused=bool(faults))
    return seen | cards | {"layouts": layouts(), "coupons": coupons.offered(given, channel)}


def called(title: str) -> str:
    """A channel as customers see it: its account's own name, where there is one."""
    return title.rpartition(" · ")[2]
