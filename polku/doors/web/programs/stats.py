"""The numbers of a program, on its page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from polku.act.rewards.counted import Counted, Standing
from polku.act.rewards.ledger.models import Program
from polku.kit.amounts import number, percent


@dataclass(frozen=True)
class Stat:
    label: str
    value: str
    hint: str = ""


def stats(program: Program, counted: Counted, standing: Standing) -> list[Stat]:
    """In the program's unit: stamps and points, of all else how often."""
    if program.kind == Program.Kind.RANKS:
        return []  # nothing is given of a ladder
    share = percent(counted.used, counted.issued) if counted.issued and program.kind == Program.Kind.COUPON else ""
    found = [
        Stat(pgettext("a reward", "Given"), number(counted.issued)),
        Stat(_("Used"), number(counted.used), _("{share} of those given").format(share=share) if share else ""),
        Stat(_("Still open"), number(standing.open)),
    ]
    if program.kind == Program.Kind.STAMPS:
        found.insert(1, Stat(_("Full cards"), number(standing.cards)))
    if counted.expired:
        found.append(Stat(_("Expired"), number(counted.expired)))
    if counted.withdrawn:
        found.append(Stat(_("Withdrawn"), number(counted.withdrawn)))
    return found
