"""How people answered a campaign by LINE: LINE's own count under the campaign's name, and ours by person."""

from typing import Any

from polku.act.campaigns.models import Campaign
from polku.doors.web.line.launching import account_of
from polku.learn.reports.reactions import clicked
from polku.say.channels.line.units.told import UnitTold, units


def answered(row: Campaign, *, sent: int) -> dict[str, Any]:
    """For the campaign's page; nothing on other channels."""
    account = account_of(row)
    if account is None:
        return {}
    found = units(account, row.pk)
    return {
        "line_answered": True,
        "line_units": [(one, _state(one)) for one in found],
        "line_clicked": clicked(row),
        "line_sent": sent,
    }


def _state(one: UnitTold) -> str:
    """nameless (the month had no name left), trouble, waiting (not asked yet), final, or counting."""
    if not one.row.name:
        return "nameless"
    if one.row.answer is None:
        return "trouble" if one.row.trouble else "waiting"
    return "final" if one.row.is_final else "counting"
