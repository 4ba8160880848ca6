"""By when people came, what is known of them, and how they can be reached."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from polku.know.segments.templates.template import ByChannels, Rule, Template


def _by_one_channel_only(channels: Sequence[str]) -> Rule | None:
    if len(channels) < 2:
        return None
    return {
        "any": [
            {
                "all": [
                    {"reachable": one},
                    *({"not": {"reachable": other}} for other in channels if other != one),
                ]
            }
            for one in channels
        ]
    }


COMING = (
    Template(
        "new-this-week",
        _("New this week"),
        _("We have known them for less than 7 days."),
        {"trait": "polku.first_seen", "op": "within_last", "value": "7d"},
    ),
)
REACHING = (
    Template(
        "birthday-soon",
        _("Birthday soon"),
        _("Their birthday is today or in the next 7 days. It needs the trait “birthday”."),
        {"trait": "birthday", "op": "anniversary_in", "value": "7d"},
    ),
    Template(
        "opens-but-never-buys",
        _("Opens but never buys"),
        _("Opened at least three messages in the last 90 days, and never bought anything."),
        {
            "all": [
                {"did": "Message Opened", "within": "90d", "count": {"gte": 3}},
                {"not": {"did": "Order Completed"}},
            ]
        },
    ),
    ByChannels(
        "one-channel-only",
        _("Reachable on one channel only"),
        _("When they leave that one, they are out of reach: ask them for another."),
        _by_one_channel_only,
    ),
)
