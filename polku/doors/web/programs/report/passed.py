"""What an offer or a benefit has passed on, as it is read."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.offers.models import Place
from polku.doors.web.programs.report.opens import opens
from polku.doors.web.programs.report.shown import Tile
from polku.kit.amounts import money, number, percent
from polku.learn.reports.rewards.passed import Had
from polku.learn.reports.rewards.report import Report

S = Place.State
STATES = {
    S.TAKEN.value: gettext_lazy("Have a place"),
    S.ASKED.value: gettext_lazy("Wait for the drawing"),
    S.WAITING.value: gettext_lazy("On the waiting list"),
    S.BACK.value: gettext_lazy("Gave it back"),
    S.MISSED.value: gettext_lazy("Were not drawn"),
}


def tiles(report: Report) -> list[Tile]:
    found = report.passed
    if found is None or not found.count:
        return []
    if report.program.kind == Program.Kind.OFFER:
        parts = {one.part: one for one in found.parts}
        told = [
            Tile(str(name), number(parts[part].count), "", opens("had", "part", part))
            for part, name in STATES.items()
            if part in parts
        ]
    else:
        people = sum(one.people for one in found.parts) if len(found.parts) == 1 else None
        hint = _("{count} people").format(count=number(people)) if people is not None else ""
        told = [Tile(_("Reached it"), number(found.count), hint, opens("had"))]
        told += [
            Tile(part_name(one.part), number(one.count), "", opens("had", "part", one.part))
            for one in _named(found.parts)
        ]
    if found.given:
        told.append(Tile(_("Given with it"), number(found.given), "", opens("came_with")))
        told.append(Tile(_("Of these used"), number(found.used), percent(found.used, found.given), opens("used_with")))
    if found.minor:
        told.append(Tile(_("Cost"), money(found.minor, report.program.currency), _("of what was given with it")))
    return told


def part_name(part: str) -> str:
    """A state of places, or what a benefit was for: order:10, year:2, birthday:2026."""
    kind, _colon, value = part.partition(":")
    told = {"order": _("Purchase number {value}"), "birthday": _("Birthdays in {value}"), "year": _("Year {value}")}
    return str(STATES[part]) if part in STATES else told[kind].format(value=value) if kind in told else part


def _named(parts: list[Had]) -> list[Had]:
    return parts[:12] if len(parts) > 1 else []
