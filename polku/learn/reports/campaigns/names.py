"""What channels and goals are called in a report."""

from django.utils.translation import gettext as _

from polku.learn.reports.outcomes import ORDERED
from polku.say.channels.registry import OF_ACCOUNT, channels


def channel_title(name: str) -> str:
    """An account that is gone is called as it was in addresses."""
    known = {one.name: str(one.title) for one in channels()}
    return known.get(name) or name.rpartition(OF_ACCOUNT)[2]


def goal_title(goal: str) -> str:
    """Who did it, as the heading of a number of people."""
    return _("Buyers") if goal == ORDERED else goal


def times_title(goal: str) -> str:
    return _("Orders") if goal == ORDERED else _("How often")
