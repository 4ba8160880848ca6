"""Who a block's messages are for, and what was said to them already: a handful of queries, however many people."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import connection

from polku.kit import bulk
from polku.kit.sql import marks
from polku.say.channels.channel import Recipient
from polku.say.content import elsewhere
from polku.say.content.fields import Known, merge
from polku.say.outbox import sql
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.packed import find as packed

NO_FACTS: dict[str, Any] = {}


class Addressee(msgspec.Struct, frozen=True, gc=False):
    """The person behind one identity, as of now."""

    identity: tuple[str, str]  # (kind, value): the one that was asked for
    recipient: Recipient
    facts: dict[str, Any]  # what a template sees as `person`
    identity_ids: tuple[int, ...]  # all of theirs


class Other(msgspec.Struct, frozen=True, gc=False):
    """Another message of the same cause to the same person, under another of their identities."""

    id: int
    state: str
    attempts: int


def addressees(
    block: Sequence[Claimed],
    *,
    currency: str,
    names: frozenset[str] | None = None,
    sources: Sequence[elsewhere.Source] = (),
) -> dict[int, Addressee]:
    """By identity number; who is not known any more is missing. `names`: of the facts that are wanted; None: all.

    `sources`: who else is asked for facts.
    """
    has_facts = names is None or bool(names)
    columns = sql.PEOPLE + sql.FACTS if has_facts else sql.PEOPLE
    rows = _asked(columns, sql.PEOPLE_FROM, [claimed.identity_id for claimed in block])
    several = _names({row[3] for row in rows if row[7] > 1})
    found: dict[int, Addressee] = {}
    for number, kind, value, profile_id, name, email, phone, count, *rest in rows:
        identity = (kind, value)
        facts = merge(Known(currency, profile_id, name, email, phone, *rest), names) if has_facts else NO_FACTS
        if count == 1:  # mostly: then it is this one
            recipient = Recipient(profile_id, name, email, phone, (identity,))
            found[number] = Addressee(identity, recipient, facts, (number,))
            continue
        # The leading identity has the profile's own number.
        theirs = sorted(several[profile_id], key=lambda one: (one[0] != profile_id, one[0]))
        found[number] = Addressee(
            identity,
            Recipient(profile_id, name, email, phone, tuple([pair for _id, pair in theirs])),
            facts,
            tuple([identity_id for identity_id, _pair in theirs]),
        )
    if sources:
        _ask_elsewhere(sources, found)
    return found


def _ask_elsewhere(sources: Sequence[elsewhere.Source], found: dict[int, Addressee]) -> None:
    people = {one.recipient.profile_id: one.identity_ids for one in found.values()}
    facts = elsewhere.facts_of(sources, people)
    for one in found.values():
        one.facts.update(facts.get(one.recipient.profile_id, {}))


def others(block: Sequence[Claimed], people: dict[int, Addressee]) -> dict[int, list[Other]]:
    """By message: the other messages of its cause that went to the same person, or will."""
    causes = sorted({claimed.cause for claimed in block})
    identity_ids = {number for one in people.values() if len(one.identity_ids) > 1 for number in one.identity_ids}
    if not identity_ids:
        return {}
    statement = sql.REACHED.format(identities=marks(len(identity_ids)), causes=marks(len(causes)))
    asked = {
        (identity_id, cause): Other(number, state, attempts)
        for identity_id, cause, number, state, attempts in _rows(statement, [*identity_ids, *causes])
    }
    for one in packed.of_people(sorted(identity_ids), causes=causes):
        asked[one.identity_id, one.cause] = Other(one.id, one.state, one.attempts)
    found: dict[int, list[Other]] = {}
    for claimed in block:
        person = people.get(claimed.identity_id)
        theirs = person.identity_ids if person is not None else ()
        also = [asked.get((number, claimed.cause)) for number in theirs if number != claimed.identity_id]
        if any(also):
            found[claimed.id] = [other for other in also if other is not None]
    return found


def _names(profile_ids: set[int]) -> dict[int, list[tuple[int, tuple[str, str]]]]:
    names: defaultdict[int, list[tuple[int, tuple[str, str]]]] = defaultdict(list)
    if profile_ids:
        for profile_id, number, kind, value in _asked(sql.NAMES, sql.NAMES_FROM, sorted(profile_ids)):
            names[profile_id].append((number, (kind, value)))
    return names


def _asked(columns: str, source: str, keys: Sequence[int]) -> list[Any]:
    with connection.cursor() as cursor:
        return bulk.ask(cursor, columns, source, keys=keys, vendor=connection.vendor)


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
