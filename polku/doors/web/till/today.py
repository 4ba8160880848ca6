"""What was done at a store today."""

from collections.abc import Collection
from typing import Any

import msgspec
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from polku.act.rewards.till import today
from polku.act.rewards.till.today import DoneToday
from polku.doors.web.asked import Asked
from polku.doors.web.till.sentences import sentence
from polku.doors.web.till.told import answered, teller
from polku.kit import clock
from polku.know.teams.models import ApiKey, Member

MOST = 60
LATE_MS = 60_000  # a till's clock, or its line, this far off is told


@require_safe
@answered
def done_today(request: Asked) -> Any:
    store = request.GET.get("store", "")[:80].replace("\0", "")
    rows = today.today(teller(request), store=store, now=clock.now(), most=MOST)
    names = names_of({row.by for row in rows})
    return {"acts": [msgspec.to_builtins(row) | _words(row, names) for row in rows]}


def names_of(by: Collection[str]) -> dict[str, str]:
    """What movements call "member:3" and "key:2"."""
    numbers = {
        kind: [int(one.partition(":")[2]) for one in by if one.startswith(f"{kind}:")] for kind in ("member", "key")
    }
    members = {f"member:{row.pk}": str(row) for row in Member.objects.filter(pk__in=numbers["member"])}
    return members | {f"key:{row.pk}": str(row) for row in ApiKey.objects.filter(pk__in=numbers["key"])}


def _words(row: DoneToday, names: dict[str, str]) -> dict[str, str]:
    is_late = row.told_ms is not None and abs(row.at_ms - row.told_ms) > LATE_MS
    return {
        "time": f"{localtime(clock.from_ms(row.at_ms)):%H:%M}",
        "told": f"{localtime(clock.from_ms(row.told_ms)):%H:%M}" if is_late and row.told_ms is not None else "",
        "by": names.get(row.by, row.by),
        "sentence": sentence(row),
    }
