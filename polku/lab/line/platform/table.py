"""Every endpoint of LINE that the lab answers."""

from collections.abc import Iterator

from polku.lab.line.platform import (
    account_link,
    audience,
    audience_upload,
    beside_sending,
    content,
    coupon,
    groups,
    insight,
    insight_menus,
    membership,
    narrowcast,
    not_for_you,
    numbers,
    people,
    rich_menu,
    rich_menu_alias,
    rich_menu_batch,
    rich_menu_links,
    sending,
    tokens,
    webhook_settings,
)
from polku.lab.line.web.routes import Route


def endpoints() -> list[Route]:
    known = list(_known())
    return [*known, *not_for_you.endpoints(known)]


def _known() -> Iterator[Route]:
    everyday = (tokens, webhook_settings, sending, beside_sending, numbers, content, people, groups)
    menus = (rich_menu_alias, rich_menu_batch, rich_menu_links, rich_menu)
    targeting = (narrowcast, audience, audience_upload)
    beside = (insight, insight_menus, coupon, membership, account_link)
    for room in (*everyday, *menus, *targeting, *beside):
        yield from room.ENDPOINTS
