"""Statements of lists in the column store (ClickHouse)."""

# Which copy of a list counts: the newest. Written after its members, so that a list changes all at once.
LISTS = """
CREATE TABLE IF NOT EXISTS lists (segment UInt64, copy UInt64)
ENGINE = MergeTree
ORDER BY segment
"""
LIST_MEMBERS = """
CREATE TABLE IF NOT EXISTS list_members (segment UInt64, copy UInt64, identity UInt64)
ENGINE = MergeTree
ORDER BY (segment, copy, identity)
"""
MAKE = (LISTS, LIST_MEMBERS)
DROP = ("DROP TABLE IF EXISTS lists SYNC", "DROP TABLE IF EXISTS list_members SYNC")

COPIES = "SELECT segment, max(copy) FROM lists GROUP BY segment"
COPIED = "INSERT INTO lists (segment, copy) VALUES ({segment:UInt64}, {copy:UInt64})"

# What a copy left that was cut off before, and then what came before this one.
CUT_OFF = "DELETE FROM list_members WHERE segment = {segment:UInt64} AND copy >= {copy:UInt64}"
OLDER = (
    "DELETE FROM list_members WHERE segment = {segment:UInt64} AND copy < {copy:UInt64}",
    "DELETE FROM lists WHERE segment = {segment:UInt64} AND copy < {copy:UInt64}",
)
GONE = (
    "DELETE FROM lists WHERE segment = {segment:UInt64}",
    "DELETE FROM list_members WHERE segment = {segment:UInt64}",
)
EMPTY = ("TRUNCATE TABLE lists SYNC", "TRUNCATE TABLE list_members SYNC")
