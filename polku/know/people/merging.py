"""The record of merges: what the links tell now, what a member undid, and the news of it in the log."""

from collections.abc import Iterable
from typing import Any

import msgspec

from polku.kit import ids
from polku.kit.bulk import ask
from polku.know.events.append import News, tell
from polku.know.people import sql
from polku.know.people.heard import Heard
from polku.know.people.known import Known
from polku.know.people.resolve import Join, Resolution
from polku.know.people.row import Pair

MERGED = "Profiles Merged"


def keep_merges(known: Known, resolution: Resolution, inside: Iterable[int]) -> None:
    """Bring the rows of the resolved people up to date, and tell of the merges that are new."""
    profiles = {number for member in inside for number in (known.rows[member].was, known.rows[member].profile_id)}
    before: dict[Pair, Any] = {
        (found[0], found[1]): found
        for found in ask(known.cursor, sql.MERGE, sql.MERGES_FROM, keys=sorted(profiles), vendor=known.vendor)
    }
    rows, news = [], []
    for join in resolution.joins:
        link = join.link
        linked = link.low_id, link.high_id
        profile = resolution.leads[link.low_id]
        row = (*linked, profile, join.absorbed_id, msgspec.json.encode(join.identities).decode())
        old = before.pop(linked, None)
        if old is None or old[-1] is not None:
            news.append(_news(known, join, profile))
        if old is None or tuple(old) != (*row, link.event_id, link.at_ms, None):
            rows.append((*row, link.event_id, link.at_ms, None, ""))
    known.write(sql.KEEP_MERGES, sorted(rows))
    known.write(sql.DROP_MERGES, sorted(linked for linked, old in before.items() if old[-1] is None))
    tell(news)


def keep_undone(known: Known, heard: Heard) -> None:
    """A merge that was undone stays on record, as it was when the member saw it. Comes before `keep_merges`."""
    rows = {}
    for said in heard.undone:
        linked = ids.number(said["low"]) or 0, ids.number(said["high"]) or 0
        link = known.links.get(linked)
        if link is None or not link.is_cut:
            continue  # a newer verdict joined them again
        rows[linked] = (
            *linked,
            ids.number(said["profile"]) or 0,
            ids.number(said["absorbed"]) or 0,
            msgspec.json.encode([ids.number(text) or 0 for text in said["identities"]]).decode(),
            said["event_id"],
            said["at_ms"],
            said["undone_at_ms"],
            said["by"],
        )
    known.write(sql.KEEP_MERGES, sorted(rows.values()))


def _news(known: Known, join: Join, profile: int) -> News:
    link, lead = join.link, known.rows[profile]
    cause = f"{link.low_id} {link.high_id} {link.event_id}"
    return News(
        MERGED,
        identity=(lead.kind, lead.value),
        key=f"merged {ids.public(ids.hash63(cause.encode()))}",
        properties={
            "profile": ids.public(profile),
            "absorbed": ids.public(join.absorbed_id),
            "identities": [[known.rows[number].kind, known.rows[number].value] for number in join.identities],
            "cause": link.event_id,
        },
        time_ms=link.at_ms,
    )
