"""The same rules asked of a few people only, as they are at this moment: there is one meaning, and two sets of tables.

People are copied from the state, so nobody waits until their traits have reached the columns; events are copied from
the columns, and what these lack from the log. What is not copied is a third kind of table that a leaf brings from its
own room: it is asked as it is.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

import msgspec
from django.db import connection

from polku.kit import bulk, clock, columns
from polku.know.events.columns_sql import NAMES as EVENT_NAMES
from polku.know.people import columns_sql as people_sql
from polku.know.people.columns import mailbox
from polku.know.people.consent import columns as consents
from polku.know.people.consent.columns_sql import FEW_NAMES
from polku.know.rules import live_sql as sql
from polku.know.rules.condition import Condition, Depends, Tables, Writer
from polku.know.rules.live_ahead import Ahead, rows_of
from polku.know.rules.live_slots import slot
from polku.know.rules.live_source import STORIES, source_for
from polku.know.teams.begin import the_team

TIME_LIMIT_S = 10
# What is copied of a person, in the order of people_sql.PROFILE; what helps the page of people only is not.
PROFILE = ("id", "name", "email", "phone", "orders", "revenue_minor", "first_seen_ms", "last_seen_ms", "traits")
WORD = re.compile(r"[a-z]+")

_encode_lines = msgspec.json.Encoder().encode_lines


@dataclass(frozen=True)
class Needs:
    """What has to be copied of events. `named`: only these, as far as they count; None: all. Consents or not."""

    named: Depends | None = None
    columns: Collection[str] = tuple(sql.ALL)
    consents: bool = True


EVERYTHING = Needs()


@contextmanager
def copies(people: Sequence[int], needs: Needs = EVERYTHING) -> Iterator[Tables]:
    """Tables that hold these people only (profile numbers). Raises columns.ColumnsError."""
    with slot() as copy:
        _fill(copy, people, needs, now_ms=clock.now_ms())
        yield tables_of(copy)


def finds_among(
    conditions: Sequence[Condition], people: Sequence[int], now: datetime, *, ahead: Ahead | None = None
) -> list[set[int]]:
    """Of each condition, who of these people meets it. Raises columns.ColumnsError when one of them cannot be asked.

    Events are those of the columns; with `ahead` also those that these still lack.

    Of events only what the conditions name is copied; the ids of events are not, for nothing can be asked of them.
    """
    if not conditions or not people:
        return [set() for _ in conditions]
    with slot() as copy:
        tables = tables_of(copy)
        write = Writer(tables, the_team().time_zone)
        asked = [condition.sql(write) for condition in conditions]
        _fill(copy, people, _needs_of(conditions, asked, tables), ahead, now_ms=clock.to_ms(now))
        met = ", ".join(f"groupArrayIf(id, {sql})" for sql in asked)
        values = write.parameters | {"now": clock.to_ms(now)}
        [found] = columns.query(f"SELECT {met} FROM {tables.people}", values, time_limit_s=TIME_LIMIT_S)  # noqa: S608 ours
    return [set(ids) for ids in found]


def tables_of(copy: str) -> Tables:
    said = f"{copy}_consents WHERE is_shared ="
    own, shared = (f"(SELECT * FROM {said} {number})" for number in (0, 1))  # noqa: S608 ours
    return Tables(f"{copy}_people", f"{copy}_events", own, shared, person="identity")


def _needs_of(conditions: Sequence[Condition], asked: Sequence[str], tables: Tables) -> Needs:
    depends = reduce(or_, (condition.depends() for condition in conditions))
    words = {word for one in asked for word in WORD.findall(one)}
    named: Depends | None = depends
    if not any(tables.events in one for one in asked):
        named = Depends()  # whatever they depend on, they do not look there
    elif depends.anything:
        named = None
    read = [*sql.ALWAYS, *(column for column in sql.WHERE_ASKED if column in words)]
    return Needs(named, read, any(tables.consents in one for one in asked))


def _fill(copy: str, people: Sequence[int], needs: Needs, ahead: Ahead | None = None, *, now_ms: int) -> None:
    with connection.cursor() as cursor:
        keys, vendor = sorted(set(people)), connection.vendor
        profiles = bulk.ask(cursor, people_sql.PROFILE, "profile p WHERE p.id {among}", keys=keys, vendor=vendor)
        source = "identity i WHERE i.profile_id {among}"
        owners = bulk.ask(cursor, "i.id, i.profile_id", source, keys=keys, vendor=vendor)
    columns.insert_lines(f"{copy}_people_arrivals", PROFILE, _encode_lines(profiles), max_threads=1)
    if needs.consents:
        mailboxes = {one[0]: number for one in profiles if (number := mailbox(one[2]))}
        said = consents.of_few(dict(owners), mailboxes)
        columns.insert_lines(f"{copy}_consents", FEW_NAMES, _encode_lines(said), max_threads=1)
    if needs.named is not None and not needs.named.events:
        return
    columns.insert_lines(f"{copy}_names", ("identity", "profile"), _encode_lines(owners), max_threads=1)
    source = source_for(len(owners), needs.named, needs.columns, now_ms=now_ms)
    values = ", ".join(sql.ALL[column] if source == STORIES else column for column in needs.columns)
    named, parameters = _named(needs.named, now_ms) if needs.named is not None else ("", {})
    before = sql.BEFORE if ahead is not None else ""
    statement = sql.FILL_EVENTS.format(
        copy=copy, source=source, columns=", ".join(needs.columns), values=values, named=named, before=before
    )
    columns.command(statement, parameters | {"place": ahead.place if ahead else 0})
    names = None if needs.named is None else needs.named.events
    if ahead is not None and (rows := rows_of(ahead, owners, names=names, needed=needs.columns)):
        columns.insert_lines(f"{copy}_events_arrivals", EVENT_NAMES, _encode_lines(rows), max_threads=1)


def _named(depends: Depends, now_ms: int) -> tuple[str, dict[str, Any]]:
    """Of each name the events that count, and the values of that."""
    for_ever = sorted(depends.events - depends.within_ms.keys())
    said, parameters = sql.NAMED, dict[str, Any](names=for_ever)
    for number, (name, within_ms) in enumerate(sorted(depends.within_ms.items())):
        said += sql.SINCE.format(name=f"name{number}", ms=f"since{number}")
        parameters |= {f"name{number}": name, f"since{number}": now_ms - within_ms}
    return f"{said})", parameters
