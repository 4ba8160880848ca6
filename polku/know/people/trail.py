"""What the trail says of people, when these are erased: that something was done, when and by whom, stays."""

from typing import Any

from polku.know.events.forgetting.whom import Whom
from polku.know.teams.models import TrailEntry

MASK = "…"


def forget(whom: Whom) -> int:
    """Notes about them lose their subject; texts that name them inside of other notes are masked."""
    masked = 0
    for entry in TrailEntry.objects.iterator():
        if entry.number in whom.values:
            entry.number, entry.before, entry.after = "", None, None
        elif whom.is_named_in([entry.before, entry.after]):
            entry.before, entry.after = _masked(entry.before, whom), _masked(entry.after, whom)
        else:
            continue
        entry.save(update_fields=["number", "before", "after"])
        masked += 1
    return masked


def _masked(plain: Any, whom: Whom) -> Any:
    match plain:
        case dict():
            return {_masked(key, whom): _masked(value, whom) for key, value in plain.items()}
        case list():
            return [_masked(value, whom) for value in plain]
        case None:
            return None
        case _:
            return MASK if str(plain) in whom.values else plain
