"""Each menu as LINE had it: from when it was brought until nothing showed it any more."""

from collections.abc import Collection
from datetime import datetime

from polku.kit import clock
from polku.say.channels.line.menus.models import LineMenu, LineMenuVersion

# LINE counts a day when it is over and may not tell of menus that it has removed: so long they stay, at the most.
STAYS_MS = 4 * clock.DAY_MS
MOST_STAY = 200  # of a menu: LINE keeps a thousand of an account


def begin(menu: LineMenu, line_id: str, *, now: datetime) -> None:
    """This version is at LINE under this id; also once more, after it had been taken away."""
    LineMenuVersion.objects.update_or_create(
        line_id=line_id,
        defaults={"menu": menu, "last_ms": None, "is_final": False},
        create_defaults={
            "menu": menu,
            "version": menu.version,
            "line_id": line_id,
            "picture": menu.picture,
            "width": menu.width,
            "height": menu.height,
            "areas": [area | {"number": at} for at, area in enumerate(menu.areas, start=1) if area.get("action")],
            "first_ms": clock.to_ms(now),
        },
    )


def stay(line_ids: Collection[str], *, now: datetime) -> set[str]:
    """Nothing shows these any more. Which of them stay at LINE until their last day has been counted; not very many."""
    if not line_ids:
        return set()
    now_ms = clock.to_ms(now)
    rows = list(LineMenuVersion.objects.filter(line_id__in=line_ids, is_final=False).order_by("-first_ms"))
    ending = [row.pk for row in rows if row.last_ms is None]
    if ending:
        LineMenuVersion.objects.filter(pk__in=ending).update(last_ms=now_ms)
    staying = [row.line_id for row in rows if row.last_ms is None or row.last_ms > now_ms - STAYS_MS]
    return set(staying[:MOST_STAY])
