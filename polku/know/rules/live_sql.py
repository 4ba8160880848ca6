"""Statements of small copies: tables in memory that hold only the people in question (ClickHouse)."""

from polku.know.events.columns_sql import AS_CONTEXT, AS_EVENTS, AS_PROPERTIES
from polku.know.people.columns_sql import AS_PEOPLE
from polku.know.people.consent.columns_sql import FEW

# Both are formatted below.
_AS_PEOPLE, _AS_EVENTS = (sql.replace("{", "{{").replace("}", "}}") for sql in (AS_PEOPLE, AS_EVENTS))

# As their big counterparts, whatever these become. {copy} is a name that nobody else has.
MAKE = (
    "CREATE TABLE {copy}_people AS people ENGINE = Memory",
    "CREATE TABLE {copy}_people_arrivals AS people_arrivals ENGINE = Null",
    "CREATE MATERIALIZED VIEW {copy}_to_people TO {copy}_people AS" + _AS_PEOPLE + "{copy}_people_arrivals",
    "CREATE TABLE {copy}_names (identity UInt64, profile UInt64) ENGINE = Memory",
    "CREATE TABLE {copy}_events AS events ENGINE = Memory",
    "CREATE TABLE {copy}_events_arrivals AS arrivals ENGINE = Null",
    "CREATE MATERIALIZED VIEW {copy}_to_events TO {copy}_events AS" + _AS_EVENTS + "{copy}_events_arrivals",
    FEW,
)
EMPTY = (
    "TRUNCATE TABLE {copy}_people",
    "TRUNCATE TABLE {copy}_names",
    "TRUNCATE TABLE {copy}_events",
    "TRUNCATE TABLE {copy}_consents",
)

# The events of those in question, under the person's own number. {source} is `stories`, of whose order each identity is
# one range; or `events` or `moments`, of which all of the names asked for are looked through: see live_source.py.
# {columns} are those that a rule looks at: each costs as much as the first.
FILL_EVENTS = """
INSERT INTO {copy}_events (identity, {columns})
SELECT own.profile, {values}
FROM {source} AS story
INNER JOIN {copy}_names AS own ON own.identity = story.identity
WHERE story.identity IN (SELECT identity FROM {copy}_names){named}{before}
"""
NAMED = " AND (name IN {names:Array(String)}"
SINCE = " OR name = {{{name}:String}} AND time >= fromUnixTimestamp64Milli({{{ms}:Int64}}, 'UTC')"
BEFORE = " AND seq <= {place:UInt64}"  # what lies beyond is taken from the log
# Column → where it comes from. The first ones are always copied.
ALWAYS = {"name": "name", "time": "time"}
WHERE_ASKED = {
    "seq": "seq",
    "nth": "nth",
    "received": "received",
    "type": "type",
    "source": "source",
    "properties": AS_PROPERTIES,
    "context": AS_CONTEXT,
}
ALL = ALWAYS | WHERE_ASKED | {"id": "id"}

# What a killed process left on a server. Of a store of our own nobody else's can be there.
LEFT = """
SELECT name
FROM system.tables
WHERE database = currentDatabase() AND startsWith(name, {prefix:String})
AND metadata_modification_time <= now() - INTERVAL {seconds:UInt32} SECOND
ORDER BY engine <> 'MaterializedView'
"""
