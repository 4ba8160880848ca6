"""Before a segment that something stands on gets another rule: what that would change."""

from dataclasses import dataclass
from typing import Any

from polku.doors.web.columns_asked import ask
from polku.doors.web.segments.builder.texts import same
from polku.flow import USES
from polku.kit import clock
from polku.know.segments.changes import what_would_change
from polku.know.segments.models import Segment
from polku.know.segments.uses import Use, uses


@dataclass(frozen=True)
class Asking:
    """Who would join and leave. None: it cannot be counted."""

    joins: int | None
    leaves: int | None
    uses: list[Use]


def asking_for(row: Segment | None, rule: Any) -> Asking | None:
    """None where nobody has to be asked. Raises RuleError."""
    used_by = [] if row is None or same(rule, row.rule) else uses(row, USES)
    if row is None or not used_by:
        return None
    change = ask(lambda: what_would_change(row, rule, clock.now()))
    return Asking(change.joins, change.leaves, used_by) if change else Asking(None, None, used_by)
