"""What channels are called through which something came or was used."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.doors.web.channel_names import title_of, titles
from polku.doors.web.kinds import event_name
from polku.learn.reports.rewards.asked import Part
from polku.learn.reports.rewards.came.how import CHANNEL, EVENT

NAMES: dict[str, str | Promise] = {
    "": gettext_lazy("By itself"),
    "till": gettext_lazy("At the till"),
    "api": gettext_lazy("By API"),
    "hand": gettext_lazy("By hand, on a page"),
    "own": gettext_lazy("On their own pages"),
    "scan": gettext_lazy("By scanning in the store"),
    "order": gettext_lazy("By a purchase"),
    "import": gettext_lazy("Imported"),
    "card": gettext_lazy("For a full card"),
    "draw": gettext_lazy("Won in a draw"),
    "points": gettext_lazy("For points"),
    "friend": gettext_lazy("For a friend brought along"),
    "rank": gettext_lazy("For a rank"),
    "benefit": gettext_lazy("As a benefit"),
    "offer": gettext_lazy("With an offer"),
    "deed": gettext_lazy("For something done"),
}


def names(parts: Sequence[Part]) -> dict[str, str]:
    known = titles()
    return {part.key: _name(part.key, known) for part in parts}


def _name(key: str, known: dict[str, str]) -> str:
    if key.startswith(CHANNEL):
        channel = key.removeprefix(CHANNEL)
        return (
            _("Campaign: {channel}").format(channel=title_of(channel, known)) if channel else _("Campaign: no message")
        )
    if key.startswith(EVENT):
        happened = key.removeprefix(EVENT)
        return " / ".join(event_name(one) for one in happened.split("|")) if happened else str(NAMES[""])
    return str(NAMES.get(key, key))
