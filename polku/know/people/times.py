"""Most events of a block tell of somebody known nothing but that they were there: their times move in the database.

Reading them, comparing and writing them back took half the time of the whole fold.
"""

from polku.know.people import sql
from polku.know.people.heard import Heard
from polku.know.people.known import Known


def move_times(known: Known, heard: Heard) -> set[int]:
    """Gives the numbers of those of whom more has changed than when they were last seen: who is new, for example."""
    names, latest = heard.names, dict[int, int]()
    said = [(number, *names[number], *times) for number, times in sorted(heard.spoke.items())]
    others = set(heard.spoke)
    for number, profile in known.change(sql.SEE_AGAIN, said):
        others.remove(number)
        last_ms = heard.spoke[number][1]
        if last_ms > latest.get(profile, 0):
            latest[profile] = last_ms
    known.write(sql.SEE_PROFILES_AGAIN, sorted(latest.items()))
    return others
