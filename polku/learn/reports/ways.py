"""What came of a campaign by each channel, and in each round: what went again to who had not reacted is apart."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec
from django.db import connection

from polku.act.campaigns.models import Campaign
from polku.kit.arrays import Numbers, np
from polku.learn.reports import ways_sql as sql
from polku.say.outbox.rounds import first_of

Found = defaultdict[tuple[int, str], defaultdict[str, int]]
STATES = ("asked", "sent", "held", "failed", "unknown")


class Way(msgspec.Struct, frozen=True):
    """Messages. `nth`: of the rounds, from 1; `asked`: all of them, the others are what became of them."""

    channel: str
    nth: int
    asked: int
    sent: int
    held: int
    failed: int
    unknown: int
    opened: int
    clicked: int


def ways(campaign: Campaign) -> list[Way]:
    """The first round first, the channel with most messages first. Three queries."""
    with connection.cursor() as cursor:
        cursor.execute(sql.COUNTED, [campaign.pk])
        counted = cursor.fetchall()
        cursor.execute(sql.BLOCKS, [campaign.pk])
        blocks = cursor.fetchall()
        cursor.execute(sql.REACTED, [campaign.pk])
        reacted = np.array(cursor.fetchall(), np.int64).reshape(-1, 3)
    found: Found = defaultdict(lambda: defaultdict(int))
    for cause, channel, state, count in counted:
        row = found[_nth(cause), channel]
        row["asked"] += int(count)
        if state != "asked":
            row[state] += int(count)
    _react(found, blocks, reacted)
    rows = [
        Way(channel=channel, nth=nth, **{name: row[name] for name in (*STATES, "opened", "clicked")})
        for (nth, channel), row in found.items()
    ]
    return sorted(rows, key=lambda one: (one.nth, -one.asked, one.channel))


def _react(found: Found, blocks: Sequence[tuple[int, int, str, str]], reacted: Numbers) -> None:
    """Messages set apart keep the numbers that they had in their block."""
    if not len(reacted) or not blocks:
        return
    first, size = np.array([[row[0], row[1]] for row in blocks], np.int64).T
    place = np.searchsorted(first, reacted[:, 0], side="right") - 1
    place = np.where((place >= 0) & (reacted[:, 0] < first[place] + size[place]), place, len(blocks))
    opened, clicked = (np.bincount(place, weights=reacted[:, column], minlength=len(blocks) + 1) for column in (1, 2))
    for nth, (_first, _size, cause, channel) in enumerate(blocks):
        row = found[_nth(cause), channel]
        row["opened"] += int(opened[nth])
        row["clicked"] += int(clicked[nth])


def _nth(cause: str) -> int:
    return 1 if first_of(cause) == cause else int(cause.rpartition("/")[2])
