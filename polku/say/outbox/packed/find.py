"""Looking into blocks: by a message's number, by people, by campaign."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from django.db import connection

from polku.kit.sql import Cursor, marks
from polku.say.outbox.claimed import wording_of
from polku.say.outbox.packed import sql
from polku.say.outbox.packed.claim import Due, recipients
from polku.say.outbox.packed.models import APART
from polku.say.outbox.packed.pack import places_of

FEW = 50  # identities that are each looked for with the index; of more, all blocks are gone through once
PART = 500


class Found(msgspec.Struct, frozen=True, gc=False):
    """A message as it stands, with a row of its own or not. `attempts` so far: 1 of one settled at once."""

    id: int
    cause: str
    identity_id: int
    channel: str
    campaign_id: int | None
    state: str
    reason: str
    attempts: int
    asked_ms: int
    settled_ms: int | None
    version: int = 0

    @property
    def wording(self) -> str:
        """The key of what it says."""
        return wording_of(self.cause, self.version)


class Block(msgspec.Struct, frozen=True, gc=False):
    """A block's row, who is in it, and what has become of it so far."""

    row: Due
    ends_ms: int  # where it is claimed: when the claim ends
    asked_ms: int
    people: Sequence[int]
    outcomes: list[tuple[str, str, int, Sequence[int]]]  # state, reason, settled_ms, places

    def message(self, place: int) -> Found | None:
        """None where it has a row of its own, or was erased."""
        row, identity = self.row, self.people[place]
        attempts, settled_ms = 0, None
        state, reason = "asked", ""
        if place < row.done:
            state, reason, settled_ms = self.became(place)
            attempts = 1
        elif place < row.taken and row.state == "claimed":
            state, attempts = "claimed", row.attempts
        if state == APART or not identity:
            return None
        number = row.first_id + place
        told = (state, reason, attempts, self.asked_ms, settled_ms)
        return Found(number, row.cause, identity, row.channel, row.campaign_id, *told, row.version)

    def became(self, place: int) -> tuple[str, str, int]:
        for state, reason, settled_ms, places in self.outcomes:
            at = bisect_left(places, place)
            if at < len(places) and places[at] == place:
                return state, reason, settled_ms
        return APART, "", 0


def by_number(numbers: Sequence[int]) -> dict[int, Found]:
    found: dict[int, Found] = {}
    with connection.cursor() as cursor:
        blocks: dict[int, Block] = {}
        for number in sorted(numbers):
            block = next((one for one in blocks.values() if 0 <= number - one.row.first_id < one.row.size), None)
            if block is None:
                cursor.execute(sql.OF_NUMBER.format(block=sql.BLOCK), [number, number])
                read = _read(cursor, cursor.fetchall())
                if not read:
                    continue
                block = read[0]
                blocks = {block.row.id: block}  # the numbers come in order
            message = block.message(number - block.row.first_id)
            if message is not None:
                found[number] = message
    return found


def of_people(identity_ids: Sequence[int], *, causes: Sequence[str] = ()) -> list[Found]:
    """The messages in blocks that these identities have, for any cause or these."""
    with connection.cursor() as cursor:
        wanted = places_of_people(cursor, identity_ids, causes=causes)
        found = []
        for block, places in wanted:
            found += [message for place in places if (message := block.message(place)) is not None]
        return found


def places_of_people(
    cursor: Cursor, identity_ids: Sequence[int], *, causes: Sequence[str] = (), locked: bool = False
) -> Iterator[tuple[Block, list[int]]]:
    """The blocks that these people are in, and at which places."""
    by_block = _candidates(cursor, sorted(set(identity_ids)), causes)
    numbers = sorted(by_block)
    for start in range(0, len(numbers), PART):
        part = numbers[start : start + PART]
        lock = "FOR UPDATE" if locked and connection.vendor == "postgresql" else ""
        cursor.execute(sql.BY_ID.format(block=sql.BLOCK, marks=marks(len(part)), lock=lock), part)
        for block in _read(cursor, cursor.fetchall()):
            places = _places(block.people, by_block[block.row.id])
            if places:
                yield block, places


def of_campaign(campaign_id: int, *, state: str, reasons: Collection[str], skip: int, most: int) -> list[Found]:
    """Those settled by state and reason, then those in hand and those that wait."""
    with connection.cursor() as cursor:
        return list(islice(_of_campaign(cursor, campaign_id, state, reasons, skip), most))


def every_of_campaign(campaign_id: int, *, state: str, reasons: Collection[str]) -> Iterator[Found]:
    with connection.cursor() as cursor:
        yield from _of_campaign(cursor, campaign_id, state, reasons, 0)


def _of_campaign(cursor: Cursor, campaign_id: int, state: str, reasons: Collection[str], skip: int) -> Iterator[Found]:
    cursor.execute(sql.OUTCOMES_OF_CAMPAIGN, [campaign_id])
    for number, became, why, count, kept in cursor.fetchall():
        if (state and became != state) or (reasons and why not in reasons):
            continue
        if skip >= count:
            skip -= count
            continue
        cursor.execute(sql.BY_ID.format(block=sql.BLOCK, marks="%s", lock=""), [number])
        (block,) = _read(cursor, cursor.fetchall())
        for place in places_of(kept)[skip:]:
            message = block.message(place)
            if message is not None:
                yield message
        skip = 0
    if reasons:  # whoever waits in a block has none yet
        return
    cursor.execute(sql.WAITING_OF_CAMPAIGN.format(block=sql.BLOCK), [campaign_id])
    for row in cursor.fetchall():
        due = Due(*row[:-2])
        in_hand = due.taken if due.state == "claimed" else due.done
        first, end = {"": (due.done, due.size), "claimed": (due.done, in_hand), "asked": (in_hand, due.size)}.get(
            state, (0, 0)
        )
        if skip >= end - first:
            skip -= end - first
            continue
        (block,) = _read(cursor, [row])
        for place in range(first + skip, end):
            message = block.message(place)
            if message is not None:
                yield message
        skip = 0


def _read(cursor: Cursor, rows: Sequence[tuple[Any, ...]]) -> list[Block]:
    """With everything that belongs to them; erased people stay as 0 at their places."""
    found = [(Due(*row[:-2]), row[-2], row[-1]) for row in rows]
    if not found:
        return []
    numbers = [due.id for due, _ends_ms, _asked_ms in found]
    people = recipients(cursor, numbers)
    outcomes: defaultdict[int, list[tuple[str, str, int, Sequence[int]]]] = defaultdict(list)
    cursor.execute(sql.OUTCOMES.format(marks=marks(len(numbers))), numbers)
    for block, state, reason, settled_ms, kept in cursor.fetchall():
        outcomes[block].append((state, reason, settled_ms, places_of(kept)))
    return [Block(due, ends_ms, asked_ms, people[due.id], outcomes[due.id]) for due, ends_ms, asked_ms in found]


def _candidates(cursor: Cursor, identity_ids: Sequence[int], causes: Sequence[str]) -> dict[int, list[int]]:
    """The blocks in whose range each of these identities lies."""
    by_block: defaultdict[int, list[int]] = defaultdict(list)
    of_cause = f"cause IN ({marks(len(causes))})"
    of_person = f"{sql.OF_PERSON} AND {of_cause}" if causes else sql.OF_PERSON
    if len(identity_ids) <= FEW:
        for identity in identity_ids:
            cursor.execute(of_person, [identity, identity, *causes])
            for (block,) in cursor.fetchall():
                by_block[block].append(identity)
        return by_block
    cursor.execute(f"{sql.RANGES} WHERE {of_cause}" if causes else sql.RANGES, list(causes))
    for block, first, last in cursor.fetchall():
        theirs = identity_ids[bisect_left(identity_ids, first) : bisect_right(identity_ids, last)]
        if theirs:
            by_block[block] = list(theirs)
    return by_block


def _places(people: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Where these stand. Erased ones are 0 and stand in the way of looking by halves."""
    if 0 in people:
        standing = {identity: place for place, identity in enumerate(people)}
        return [standing[identity] for identity in wanted if identity in standing]
    places = [(identity, bisect_left(people, identity)) for identity in wanted]
    return [place for identity, place in places if place < len(people) and people[place] == identity]
