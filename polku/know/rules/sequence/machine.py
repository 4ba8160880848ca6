"""The state machine of sequences in SQL: one pass over each person's events, for all people at once.

Of each step it keeps only the latest event that ends a valid beginning of the sequence: see decision 0012.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from polku.know.rules.condition import Writer

MOST_STEPS = 10

# Who did it. The bits of `use` tell what an event is good for: one for each step, then one for what must not follow it.
# A place in the order and its bits are one number (time 48, seq 40, nth 20, use 20): a sort of numbers is three times
# quicker than one of tuples. Grouping takes most of what memory is left before it goes through the disk, where it takes
# twice as long. It is no WHERE that picks those who are done: there, the arrays would be made twice.
WHO = """
    WITH
        arraySort(places) AS place,
        arrayMap(x -> toInt64(bitShiftRight(x, 80)) + 1, place) AS time_of,
        arrayMap(x -> toUInt32(x), place) AS use_of,
        {states}
    SELECT arrayJoin(if({done}, [person], []))
    FROM (
        SELECT
            {person} AS person,
            groupArray(
                bitShiftLeft(toUInt128(toUnixTimestamp64Milli(time)), 80)
                + bitShiftLeft(toUInt128(seq), 40) + bitShiftLeft(toUInt128(nth), 20) + toUInt128({use} AS use)
            ) AS places
        FROM {events}
        WHERE {among} AND use != 0
        GROUP BY person
        HAVING bitAnd(groupBitOr(use), {needed}) = {needed}
        SETTINGS max_bytes_before_external_group_by = 734003200, max_bytes_ratio_before_external_group_by = 0.75
    )
"""

# Of each event, 1 + its time where it ends a valid beginning of so many steps; otherwise 0.
FIRST = "arrayMap((t, u) -> if(bitTest(u, 0), t, 0), time_of, use_of) AS valid_0"
NEXT = (
    "arrayMap((t, u, e, s) -> if(bitTest(u, {k}) AND e != 0{limits}, t, 0), time_of, use_of, {ends}, {starts})"
    " AS valid_{k}"
)

# The latest of them up to each event, unless something lies between that must not; and those before each event.
KEPT = "arrayFill(v -> v != 0, valid_{k}) AS kept_{k}"
GUARDED = "arrayFill((v, u) -> v != 0 OR bitTest(u, {gap}), valid_{k}, use_of) AS kept_{k}"
ENDS = "arrayPushFront(arrayPopBack(kept_{k}), toInt64(0)) AS ends_{k}"

# The time of the first step of these beginnings. Looked at only where an end is, so nothing has to be cleared.
START = "arrayMap((v, s) -> if(v != 0, s, 0), valid_{k}, {starts}) AS start_{k}"
STARTS = "arrayPushFront(arrayPopBack(arrayFill(s -> s != 0, start_{k})), toInt64(0)) AS starts_{k}"


@dataclass(frozen=True)
class Link:
    """A step as the machine sees it: how long after the one before, and whether something must not follow it."""

    after_s: int | None
    is_guarded: bool


def states(write: Writer, links: Sequence[Link], span_s: int | None) -> tuple[str, str]:
    """What is computed of each person's events, and the question whether they hold the sequence."""
    made, last = [FIRST], len(links) - 1
    for k, link in enumerate(links):
        before = {
            "k": k,
            "ends": f"ends_{k - 1}",
            "starts": f"ends_{k - 1}" if k < 2 or not span_s else f"starts_{k - 1}",
        }
        if k:
            limits = f" AND t - e <= {write.value(link.after_s * 1000, 'Int64')}" if link.after_s else ""
            limits += f" AND t - s <= {write.value(span_s * 1000, 'Int64')}" if span_s and k == last else ""
            made.append(NEXT.format(**before, limits=limits))
        if k < last or link.is_guarded:
            form = GUARDED if link.is_guarded else KEPT
            made.append(form.format(k=k, gap=len(links) + k))
        if k < last:
            made.append(ENDS.format(k=k))
            if span_s and k:
                made += [START.format(**before), STARTS.format(k=k)]
    done = f"kept_{last}[-1] != 0" if links[last].is_guarded else f"arrayExists(v -> v != 0, valid_{last})"
    return ",\n        ".join(made), done
