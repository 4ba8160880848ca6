"""How likely each person is to answer on each channel: smoothed from the person to everybody.

A share of few messages says little. So each level begins with the one above it as if it had seen that many messages
already (a Beta prior, by its mean and its weight), and moves away from it as far as its own messages go:

    everybody, channel   (answers + 200 · 0.1)         / (sends + 200)
    person, channel      (answers + 10 · everybody's)  / (sends + 10)
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from polku.act.campaigns.natives.best import sql
from polku.act.campaigns.natives.several import Until
from polku.kit import clock, columns
from polku.kit.arrays import Floats, Numbers, np
from polku.know.people.columns import PERSON

BACK = timedelta(days=180)
PARTS = 8  # one after the other, so that a part's messages fit into memory
ROW = [("person", "<i8"), ("channel", "u1"), ("sends", "<u4"), ("answers", "<u4")]
TIME_LIMIT_S = 120.0
OF_EVERYBODY, OF_PERSON, SHARE = 200.0, 10.0, 0.1
ANSWERS = {"opened": ("Message Opened", "Message Clicked"), "clicked": ("Message Clicked",)}


class Responses(msgspec.Struct, frozen=True):
    """Rows by person; `channel`: its place among those asked for. Shapes: all (rows,)."""

    person: Numbers
    channel: Numbers
    sends: Numbers
    answers: Numbers


def responses(channels: Sequence[str], *, until: Until, now: datetime) -> Responses:
    """In half a year. Raises columns.ColumnsError."""
    asked = sql.RESPONSES.replace("%PERSON%", PERSON)
    given = {
        "channels": list(channels),
        "names": ["Message Sent", *ANSWERS[until]],
        "since": clock.to_ms(now - BACK),
        "now": clock.to_ms(now),
    }
    found = [
        np.frombuffer(columns.packed(asked, given | {"low": low, "high": high}, time_limit_s=TIME_LIMIT_S), ROW)
        for low, high in _ranges()
    ]
    rows = np.concatenate(found)  # as narrow as it came: of a million people with three channels each 50 MB
    return Responses(rows["person"], rows["channel"] - 1, rows["sends"], rows["answers"])


def scores(known: Responses, people: Numbers, count: int) -> Floats:
    """`people` ascend; `count`: of channels. Shapes: (people, channels)."""
    sends, answers = (
        np.bincount(known.channel, weights=counted, minlength=count) for counted in (known.sends, known.answers)
    )
    everybody = (answers + SHARE * OF_EVERYBODY) / (sends + OF_EVERYBODY)
    theirs_sent, theirs_answered = np.zeros((len(people), count)), np.zeros((len(people), count))
    if len(people) and len(known.person):
        place = np.searchsorted(people, known.person).clip(max=len(people) - 1)
        is_ours = people[place] == known.person
        cell = (place[is_ours], known.channel[is_ours])
        np.add.at(theirs_sent, cell, known.sends[is_ours])  # of one person several parts may tell
        np.add.at(theirs_answered, cell, known.answers[is_ours])
    return np.asarray((theirs_answered + OF_PERSON * everybody) / (theirs_sent + OF_PERSON))


def _ranges() -> Iterator[tuple[int, int]]:
    """Numbers of identities are spread evenly over 63 bits."""
    size = 2**63 // PARTS
    for part in range(PARTS):
        yield part * size, (part + 1) * size - 1 if part < PARTS - 1 else 2**64 - 1
