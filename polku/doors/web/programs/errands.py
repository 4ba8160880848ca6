"""What is under way of a program: given to many, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.errands.models import Errand
from polku.act.rewards.ledger.models import Program
from polku.kit.amounts import number
from polku.know.segments.models import Segment

SHOWN = 5


@dataclass(frozen=True)
class Shown:
    row: Errand
    words: str
    percent: int
    waits: bool  # for the program, which gives nothing out


def errands_of(program: Program) -> dict[str, object]:
    rows = list(Errand.objects.filter(program=program).order_by("-pk")[:SHOWN])
    names = dict(Segment.objects.filter(pk__in=[row.whom.get("segment", 0) for row in rows]).values_list("pk", "name"))
    shown = [
        Shown(
            row,
            _words(row, names),
            100 * row.done // row.found if row.found else 0,
            row.what == Errand.What.GIVE and program.state != Program.State.LIVE,
        )
        for row in rows
    ]
    return {"errands": shown, "is_moving": any(one.row.ended_at is None and not one.waits for one in shown)}


def _words(row: Errand, names: Mapping[int, str]) -> str:
    is_given = row.what == Errand.What.GIVE
    if "segment" in row.whom:
        return _("Given to “{segment}”").format(segment=names.get(row.whom["segment"], row.whom["segment"]))
    if "people" not in row.whom:
        return _("Given to everybody") if is_given else _("All that were open, taken back")
    count = row.found if row.found is not None else len(row.whom["people"])
    told = (
        ngettext("Given to %(count)s person", "Given to %(count)s people", count)
        if is_given
        else ngettext("%(count)s taken back", "%(count)s taken back", count)
    )
    return told % {"count": number(count)}
