"""Taking in what a block says: new identities, times, traits, links. Who belongs to whom comes after (regroup.py)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from polku.know.people.heard import Heard, hear_saying, hear_verdict
from polku.know.people.kinds import MOST_TRAITS
from polku.know.people.known import Known
from polku.know.people.row import Link, Pair, Row
from polku.know.people.times import move_times


@dataclass
class Changes:
    """What a block has changed so far."""

    moved: list[Row] = field(default_factory=list)  # existing identities whose times moved
    starts: set[int] = field(default_factory=set)  # identities round which clusters may have changed
    whole: set[int] = field(default_factory=set)  # … in ways that may turn what was decided before (component.py)
    recount: set[int] = field(default_factory=set)  # shared identities that may no longer be
    links: set[Pair] = field(default_factory=set)  # to be written
    profiles: set[int] = field(default_factory=set)  # to be made again from their identities


def meet(known: Known, heard: Heard) -> Changes:
    changes = Changes()
    known.read_pairs(heard.links)
    for linked in [linked for linked, said in heard.links.items() if _is_old(known.links.get(linked), said)]:
        del heard.links[linked]
    others = move_times(known, heard)
    known.read_seen({*others, *heard.traits, *(number for linked in heard.links for number in linked)})
    for number, row in known.rows.items():
        identity = heard.names.get(number)
        if identity is not None and identity != (row.kind, row.value):
            heard.drop(number, known=(row.kind, row.value))
    earlier = _meet_speakers(known, heard, changes, others)
    _meet_claimed(known, heard, changes)
    _meet_links(known, heard, changes)

    speakers = [known.rows[number] for number in heard.traits]
    known.read_members(
        {row.was for row in [*earlier, *speakers, *(known.rows[number] for number in changes.starts)] if not row.is_new}
    )
    # Who was seen earlier than known may now lead: but only among others.
    changes.starts.update(row.id for row in earlier if len(known.members[row.was]) > 1)
    _meet_traits(known, heard, changes)
    return changes


def _meet_speakers(known: Known, heard: Heard, changes: Changes, others: Iterable[int]) -> list[Row]:
    """Identities under which events came, less those whose times have moved. Gives those that were seen earlier."""
    rows, earlier = known.rows, []
    for number in others:
        if number not in heard.spoke:
            continue  # another one has its number
        first_ms, last_ms = heard.spoke[number]
        row = rows.get(number)
        if row is None:
            _add(known, heard, number, times=(first_ms, last_ms), is_named=True, has_spoken=True)
            changes.profiles.add(number)
        elif not row.has_spoken:
            # So far its time was that of the earliest claim; from now on its own count.
            row.first_seen_ms, row.last_seen_ms = first_ms, last_ms
            if not row.is_named:
                changes.whole.add(number)
            row.has_spoken = row.is_named = row.is_changed = True
            changes.starts.add(number)
        elif last_ms > row.last_seen_ms or first_ms < row.first_seen_ms:
            if first_ms < row.first_seen_ms:
                row.first_seen_ms = first_ms
                earlier.append(row)
            row.last_seen_ms = max(row.last_seen_ms, last_ms)
            changes.moved.append(row)
    return earlier


def _meet_claimed(known: Known, heard: Heard, changes: Changes) -> None:
    linked = {number for pair in heard.links for number in pair}
    for number, first_ms in heard.spoken_of.items():
        row, is_named = known.rows.get(number), number in heard.named
        if row is None and number not in linked:
            continue  # all that claimed it now had done so before
        if row is None:
            _add(known, heard, number, times=(first_ms, first_ms), is_named=is_named, has_spoken=False)
            continue
        if not row.has_spoken and first_ms < row.first_seen_ms:
            row.first_seen_ms = row.last_seen_ms = first_ms
            changes.moved.append(row)
            changes.starts.add(number)
        if is_named and not row.is_named:
            row.is_named = row.is_changed = True
            changes.starts.add(number)
            changes.whole.add(number)


def _add(known: Known, heard: Heard, number: int, *, times: tuple[int, int], is_named: bool, has_spoken: bool) -> None:
    kind, value = heard.names[number]
    known.rows[number] = Row(
        number, kind, value, number, *times, False, is_named, has_spoken, "{}", 0, 0, True, True, number
    )


def _is_old(link: Link | None, said: Link) -> bool:
    """Whether a saying adds nothing: so it is with almost every identify of somebody known.

    After an alias an identify may still name what so far was only spoken of: that is looked at.
    """
    if link is None or said.verdict_ms is not None or link.at_ms is None or said.at_ms is None:
        return False
    return not said.is_explicit and not link.is_explicit and (link.at_ms, link.event_id) <= (said.at_ms, said.event_id)


def _meet_links(known: Known, heard: Heard, changes: Changes) -> None:
    for linked, said in heard.links.items():
        link = known.links.get(linked)
        if link is None:
            known.links[linked] = said
            is_judged, is_changed, is_new = said.verdict_ms is not None, True, True
        else:
            is_new = False
            is_judged = said.verdict_ms is not None and hear_verdict(
                link, said.verdict_ms, said.verdict_id, is_cut=said.is_cut
            )
            is_changed = said.at_ms is not None and hear_saying(
                link, said.at_ms, said.event_id, is_explicit=said.is_explicit
            )
        if is_judged or is_changed:
            changes.links.add(linked)
            # A verdict may come before the events that make its identities known: then it waits with its link.
            ends = [number for number in linked if number in known.rows]
            changes.starts.update(ends)
            if is_judged or not is_new or said.is_explicit:
                changes.whole.update(ends)
            if is_judged:
                changes.recount.update(number for number in ends if known.rows[number].is_shared)


def _meet_traits(known: Known, heard: Heard, changes: Changes) -> None:
    for number, said in heard.traits.items():
        row = known.rows[number]
        traits = msgspec.json.decode(row.traits) if row.traits and row.traits != "{}" else {}
        is_changed = False
        for name, stamped in said.items():
            has = traits.get(name)
            if has is None or (has[1], has[2]) < stamped[1:]:
                traits[name] = stamped
                is_changed = True
        if is_changed:
            if len(traits) > MOST_TRAITS:
                # The first by name, whatever came first: names are only ever added, so who falls out never comes back.
                traits = {name: traits[name] for name in sorted(traits)[:MOST_TRAITS]}
            row.traits = encode_sorted(traits)
            row.is_changed = True
            changes.profiles.add(row.was)


def encode_sorted(fields: dict[str, object]) -> str:
    """As JSON, its fields in order: the same fields make the same text."""
    return msgspec.json.encode(dict(sorted(fields.items()))).decode()
