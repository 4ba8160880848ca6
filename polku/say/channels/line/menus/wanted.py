"""Which menus are seen now: of several for the same people, the one that is there for a while, then the newest."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from polku.say.channels.line.menus.models import LineMenu


def is_for_somebody(menu: LineMenu) -> bool:
    """Else it is only being drawn: LINE is not told of it."""
    return menu.is_default or menu.segment_id is not None or bool(menu.alias)


def is_wanted(menu: LineMenu, now: datetime) -> bool:
    begun = menu.from_at is None or menu.from_at <= now
    return menu.ended_at is None and begun and (menu.until_at is None or now < menu.until_at)


def default(menus: Iterable[LineMenu], now: datetime) -> LineMenu | None:
    return next(iter(_in_order(one for one in menus if one.is_default and is_wanted(one, now))), None)


def of_segments(menus: Iterable[LineMenu], now: datetime) -> Sequence[LineMenu]:
    """The first of them in whose segment somebody is, is theirs."""
    return _in_order(one for one in menus if one.segment_id is not None and is_wanted(one, now))


def _in_order(menus: Iterable[LineMenu]) -> list[LineMenu]:
    return sorted(menus, key=lambda one: (one.from_at is None and one.until_at is None, -one.pk))
