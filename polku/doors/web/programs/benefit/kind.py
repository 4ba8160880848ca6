"""A benefit, as a kind of programs; and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from polku.act.rewards.benefits.models import Earned
from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.benefit.edit import edit
from polku.doors.web.programs.benefit.lines import lines
from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.stats import Stat
from polku.kit import clock
from polku.kit.amounts import number

SHOWN = 50


@dataclass(frozen=True)
class Meaning:
    words: str
    people: int
    last: Any


def facts(_request: Asked, program: Program) -> Mapping[str, Any]:
    rows = Earned.objects.filter(program_id=program.pk)
    counted = rows.values("meaning").annotate(people=Count("pk"), last=Max("at_ms")).order_by("-last")
    meanings = [Meaning(words(one["meaning"]), one["people"], clock.from_ms(one["last"])) for one in counted[:SHOWN]]
    people = rows.values("identity_id").distinct().count()
    return {
        "stats": [Stat(pgettext("a reward", "Given"), number(rows.count())), Stat(_("People"), number(people))],
        "is_apart": True,  # what is given stands in the program of the prize
        "meanings": meanings,
    }


def words(meaning: str) -> str:
    kind, _colon, which = meaning.partition(":")
    return {
        "order": _("Purchase number {number}").format(number=which),
        "birthday": _("Birthday in {year}").format(year=which),
        "year": _("Year {number} as a customer").format(number=which),
        "segment": _("Joined the segment"),
    }.get(kind, meaning)


BENEFIT = Kind(
    gettext_lazy("Benefit"),
    "cake",
    gettext_lazy("Something for the tenth purchase, a birthday, a year as a member."),
    lines=lines,
    form=edit,
    card="programs/benefit/card.html",
    facts=facts,
)
