"""Undoing a merge. It is said in the log, like everything; the fold of people does it, now and in every rebuild."""

import json
from collections import defaultdict

from django.db import connection, transaction

from polku.kit import clock, ids
from polku.know.events.append import News, tell
from polku.know.people import row
from polku.know.people.heard import REDONE, UNDONE
from polku.know.people.known import Known
from polku.know.people.models import Identity, Link, Merge
from polku.know.people.resolve import resolve
from polku.know.people.row import Pair
from polku.know.teams import trail
from polku.know.teams.models import Member


class MergeError(Exception):
    """This cannot be done with a merge."""


class NotMerged(MergeError):
    """These two are no longer one person: the merge was undone already, or newer events have changed it."""


class NotUndone(MergeError):
    """This merge was not undone."""


def undo_merge(merge: Merge, by: Member) -> None:
    """Part the two again, as if what joined them had never been said. Raises NotMerged.

    All links between the side that was absorbed and the rest are cut, and stay cut whatever comes later.
    """
    with transaction.atomic():
        merge = Merge.objects.get(pk=merge.pk)
        if merge.undone_at_ms is not None or not (pairs := _crossing(merge)):
            raise NotMerged
        _tell(UNDONE, merge, pairs=pairs, by=by)


def redo_merge(merge: Merge, by: Member) -> None:
    """Let what joined the two count again. Raises NotUndone."""
    with transaction.atomic():
        merge = Merge.objects.get(pk=merge.pk)
        if merge.undone_at_ms is None:
            raise NotUndone
        # What was cut together bears the same verdict.
        verdict = Link.objects.get(low_id=merge.low_id, high_id=merge.high_id).verdict_id
        cut = Link.objects.filter(verdict_id=verdict, is_cut=True)
        _tell(REDONE, merge, pairs=list(cut.values_list("low_id", "high_id")), by=by)


def _crossing(merge: Merge) -> list[Pair]:
    """The links between the two sides of a merge. Who joined later is on the side on which they hang."""
    with connection.cursor() as cursor:
        known = Known(cursor, vendor=connection.vendor)
        known.read_members([merge.profile_id])
        rows = {one.id: one for one in known.members[merge.profile_id] if one.is_named and not one.is_shared}
        known.read_links(rows)
    live = [link for link in known.links.values() if link.is_live and link.low_id in rows and link.high_id in rows]
    side = _side(merge, resolve(rows, live).tree)
    if merge.high_id in side:
        return []
    return sorted((link.low_id, link.high_id) for link in live if (link.low_id in side) != (link.high_id in side))


def _side(merge: Merge, tree: list[row.Link]) -> set[int]:
    """Who is still joined with one end of the merge's link when that is gone."""
    near: defaultdict[int, list[int]] = defaultdict(list)
    for link in tree:
        if (link.low_id, link.high_id) != (merge.low_id, merge.high_id):
            near[link.low_id].append(link.high_id)
            near[link.high_id].append(link.low_id)
    side, frontier = {merge.low_id}, [merge.low_id]
    while frontier:
        fresh = set(near[frontier.pop()]) - side
        side |= fresh
        frontier += fresh
    return side


def _tell(name: str, merge: Merge, *, pairs: list[Pair], by: Member) -> None:
    lead = Identity.objects.get(id=merge.profile_id)
    now_ms = clock.now_ms()
    action = "merge.undone" if name == UNDONE else "merge.redone"
    trail.note(by, action, subject=f"person:{ids.public(merge.profile_id)}", after={"merge": merge.pk})
    tell(
        [
            News(
                name,
                identity=(lead.kind, lead.value),
                key=f"{name} {ids.public(merge.low_id)} {ids.public(merge.high_id)} {now_ms}",
                properties={
                    "pairs": [[ids.public(low_id), ids.public(high_id)] for low_id, high_id in pairs],
                    "by": by.email,
                    "merge": {
                        "low": ids.public(merge.low_id),
                        "high": ids.public(merge.high_id),
                        "profile": ids.public(merge.profile_id),
                        "absorbed": ids.public(merge.absorbed_id),
                        "identities": [ids.public(number) for number in json.loads(merge.identities)],
                        "event_id": merge.event_id,
                        "at_ms": merge.at_ms,
                    },
                },
            )
        ],
        now_ms=now_ms,
    )
