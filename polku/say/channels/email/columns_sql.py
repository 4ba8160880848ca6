"""Statements of e-mail in the column store (ClickHouse)."""

# Addresses that have come back for good, or whose owner complained, and that were not released since: as the table
# email_suppressed says it, from the same events. Rides the order of `events` by name; there are few of them.
SUPPRESSED = """
SELECT address
FROM (
    SELECT lowerUTF8(trimBoth(ifNull(properties.address.:String, ''))) AS address, argMax(name, (seq, nth)) AS newest
    FROM events
    WHERE source = 0 AND name IN ('Message Bounced', 'Message Complained', 'Address Released')
    AND (name != 'Message Bounced' OR ifNull(properties.is_hard.:Bool, false))
    GROUP BY address
)
WHERE newest != 'Address Released'
"""

# Of a person: what can be an address (people/claims.py), and may be used. Asked of all events also where a rule is
# asked of a few people, for two may share a mailbox.
CAN_BE = "match(trimBoth(email), '^[^ ]+@[^ @]+$')"
HAS_ADDRESS = f"({CAN_BE} AND lowerUTF8(trimBoth(email)) NOT IN ({SUPPRESSED}))"

# Whose address came back, was complained about or released of late, whoever of those who share it the event is about.
# Where nothing did, nobody's row is read. A minute for what bears an instant before it can be read.
SINCE = "fromUnixTimestamp64Milli({since:Int64} - 60000, 'UTC')"
TOUCHED = f"""
SELECT lowerUTF8(trimBoth(ifNull(properties.address.:String, '')))
FROM events
WHERE source = 0 AND name IN ('Message Bounced', 'Message Complained', 'Address Released')
AND received > {SINCE} AND received <= fromUnixTimestamp64Milli({{now:Int64}}, 'UTC')
"""  # noqa: S608 ours
ADDRESS_CROSSED = f"""
SELECT id
FROM people
WHERE (SELECT count() FROM ({TOUCHED})) > 0 AND lowerUTF8(trimBoth(email)) IN ({TOUCHED})
"""  # noqa: S608 ours
