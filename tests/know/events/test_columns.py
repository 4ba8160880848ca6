"""Events reach the column store, each exactly once, whatever they hold."""

import pytest

from polku.kit import columns as store
from polku.kit import ids
from polku.know.events import columns
from polku.know.events.models import Cursor
from polku.know.events.read import advance, last_seq
from polku.know.events.story import names_of, story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("columns")]
AINO = ids.identity_id("user_id", "aino")


def told() -> list[tuple[str, str]]:
    return store.query("SELECT name, toString(properties) FROM events ORDER BY seq, nth")


def test_an_event_can_be_asked_for_by_its_properties(log_events, carry_on):
    log_events(
        {
            "type": "track",
            "event": "Order Completed",
            "userId": "aino",
            "properties": {"revenue": 12.5, "to": {"city": "Turku"}},
        },
        {"type": "track", "event": "Order Completed", "userId": "bo", "properties": {"revenue": 3}},
    )

    carry_on()

    assert store.query("SELECT identity FROM events WHERE properties.to.city = 'Turku'") == [(AINO,)]
    assert store.value("SELECT sum(toFloat64OrNull(toString(properties.revenue))) FROM events") == 15.5


def test_dates_stay_the_text_that_they_came_as(log_events, carry_on):
    log_events(
        {
            "type": "track",
            "event": "A",
            "userId": "aino",
            "properties": {"day": "2026/01/02", "at": "2026-01-02T10:00:00Z"},
        }
    )

    carry_on()

    assert told() == [("A", '{"at":"2026-01-02T10:00:00Z","day":"2026\\/01\\/02"}')]


ODD = {
    "depth": b'{"a":' * 300 + b"1" + b"}" * 300,
    "lists": b'{"a":' + b"[" * 300 + b"]" * 300 + b"}",
    "NUL": b'{"a":"x\\u0000y","\\u0000":1}',
    "a dot against a nested key": b'{"a.b":1,"a":{"b":2}}',
    "the same key twice": b'{"a":1,"a":2}',
    "30 digits": b'{"a":123456789012345678901234567890}',
    "beyond all numbers": b'{"a":1e999}',
    "broken UTF-8": b'{"a":"\xff\xfe","\xff":1}',
    "emoji": '{"😀":"🏳️‍🌈"}'.encode(),
    "an empty key": b'{"":{"":1}}',
    "dots": b'{"..":1,".a":2,"a.":3}',
    "2,000 keys": b"{" + b",".join(b'"k%d":%d' % (n, n) for n in range(2000)) + b"}",
    "a long key": b'{"' + b"k" * 20_000 + b'":1}',
    "a list": b"[1,2]",
    "text": b'"text"',
    "null": b"null",
    "a number": b"1",
    "every kind in one list": b'{"a":[1,"x",null,{"b":[1,{"c":2}]},[2],true,1.5]}',
    "quotes and slashes": b'{"a\\"`\'\\\\b":"\\"`\'\\\\\\n"}',
    "blanks": b'{ "a" :\n\t[ 1 ] }',
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_an_odd_event_never_stops_the_others(odd, log_events, carry_on):
    before, after = (
        {"type": "track", "event": name, "userId": "aino", "properties": {"n": 1}} for name in ("before", "after")
    )
    log_raw(log_events, odd)
    log_events(before)
    log_events(after)

    carry_on()

    assert [name for name, _ in told()] == ["odd", "before", "after"]
    assert [properties for name, properties in told() if name != "odd"] == ['{"n":1}', '{"n":1}']
    assert sorted(event.name for event in story([AINO])) == ["after", "before", "odd"]


def log_raw(log_events, properties: bytes) -> None:
    """As the intake would: the bytes of an event go into the log as they came."""
    from django.db import connection

    from polku.kit import clock
    from polku.know.events.append import Batch, append
    from polku.know.events.given import seal

    event = b'{"type":"track","event":"odd","userId":"aino","properties":' + properties + b"}"
    with connection.cursor() as cursor:
        append(cursor, [Batch(clock.now_ms(), 1, 1, seal([event]))], vendor=connection.vendor)


def test_what_the_engine_cannot_read_stays_in_the_story_as_it_came(log_events, carry_on):
    log_raw(log_events, b'{"a":1e999}')

    carry_on()

    assert told() == [("odd", "{}")]
    assert [event.properties for event in story([AINO])] == [{"…": '{"a":1e999}'}]


def test_a_block_whose_cursor_never_moved_is_written_once(log_events, carry_on):
    log_events({"type": "track", "event": "A", "userId": "aino"})
    carry_on()
    start = last_seq()
    log_events({"type": "track", "event": "B", "userId": "aino"}, {"type": "track", "event": "C", "userId": "aino"})
    carry_on()

    Cursor.objects.filter(reader="columns").update(seq=start)
    carry_on()

    assert [name for name, _ in told()] == ["A", "B", "C"]
    assert names_of([AINO]) == [("A", 1), ("B", 1), ("C", 1)]


def test_a_rebuild_brings_the_same_events_back(log_events, carry_on):
    for name in "ABC":
        log_events({"type": "track", "event": name, "userId": "aino", "properties": {"of": name}})
    carry_on()
    before = told()

    columns.rebuild()

    assert told() == []
    carry_on()
    assert told() == before


def test_tables_that_are_missing_are_filled_again(log_events, carry_on):
    log_events({"type": "track", "event": "A", "userId": "aino"})
    carry_on()
    store.command("DROP TABLE stories SYNC")
    columns.forget()
    log_events({"type": "track", "event": "B", "userId": "aino"})

    with pytest.raises(columns.GoingBack):
        carry_on()
    carry_on()

    assert [name for name, _ in told()] == ["A", "B"]
    assert names_of([AINO]) == [("A", 1), ("B", 1)]


def test_a_store_from_an_older_backup_gets_what_it_lacks(log_events, carry_on):
    for name in "ABC":
        log_events({"type": "track", "event": name, "userId": "aino"})
    carry_on()
    store.command("DELETE FROM events WHERE name != 'A'")
    columns.forget()

    assert columns.prepare()
    carry_on()

    assert [name for name, _ in told()] == ["A", "B", "C"]
    assert names_of([AINO]) == [("A", 1), ("B", 1), ("C", 1)]


def test_a_store_that_ends_with_repeated_events_lacks_nothing(log_events, carry_on):
    event = {"type": "track", "event": "A", "userId": "aino", "messageId": "1"}
    log_events(event)
    log_events(event)
    carry_on()
    columns.forget()

    columns.prepare()
    carry_on()

    assert [name for name, _ in told()] == ["A"]


def test_without_a_store_the_reader_stands_still_and_catches_up_later(log_events, carry_on, settings):
    from polku.flow import READERS

    reader = next(reader for reader in READERS if reader.name == "columns")
    log_events({"type": "track", "event": "A", "userId": "aino"})
    carry_on()
    log_events({"type": "track", "event": "B", "userId": "aino"})
    once = next(reader for reader in READERS if reader.name == "once")
    advance(once)
    store.close()

    with pytest.raises(store.ColumnsClosed):
        advance(reader)

    store.open(settings.COLUMNS_URL)
    carry_on()
    assert [name for name, _ in told()] == ["A", "B"]


def test_what_stands_beside_the_properties_is_not_lost(log_events, carry_on, columns):
    log_events(
        {"type": "page", "userId": "devi", "name": "Menu", "category": "Food", "properties": {"url": "/menu"}},
        {"type": "group", "userId": "devi", "groupId": "regulars", "traits": {"since": 2024}},
        {"type": "page", "userId": "devi", "name": "Menu", "properties": {"name": "The menu"}},
    )
    carry_on()

    told = [event.properties for event in reversed(story([ids.identity_id("user_id", "devi")]))]
    assert told == [
        {"name": "Menu", "category": "Food", "url": "/menu"},
        {"groupId": "regulars", "since": 2024},
        {"name": "The menu"},
    ]


def test_only_polku_itself_says_who_joined_a_segment(log_events, carry_on):
    said = {"segment_id": 7, "cause": "event", "event": "Order Completed", "event_id": "o1"}
    joined = {"type": "track", "event": "Segment Joined", "userId": "aino", "properties": said}
    log_events(joined, {**joined, "event": "Segment Left"}, {**joined, "event": "Order Completed"}, source=0)
    log_events(joined, source=1)

    carry_on()

    found = store.query("SELECT segment, identity, is_in, cause, event, event_id FROM members ORDER BY seq, nth")
    assert found == [(7, AINO, is_in, "event", "Order Completed", "o1") for is_in in (1, 0)]
    assert store.value("SELECT count() FROM moments") == 4
