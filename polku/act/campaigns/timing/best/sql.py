"""What is asked of the columns. A part is a range of identities: `events` is in order of (name, identity, time)."""

PART = """identity >= {low:UInt64} AND identity <= {high:UInt64}
    AND time >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({now:Int64}, 'UTC')"""

# Each message once: when it was sent, and whether a person, no program, opened it or followed a link of it. As polku
# itself has told it (source 0): a write key is no secret.
MESSAGES = f"""
SELECT identity, minIf(time, name = 'Message Sent') AS time, countIf(name != 'Message Sent') != 0 AS is_answered
FROM (
    SELECT name, identity, time, toUInt64OrZero(ifNull(toString(properties.message_id), '')) AS message
    FROM events
    WHERE name IN ('Message Sent', 'Message Opened', 'Message Clicked') AND source = 0 AND {PART}
        AND ifNull(toString(properties.machine), '') != 'true'
)
WHERE message != 0
GROUP BY identity, message
HAVING countIf(name = 'Message Sent') != 0
"""  # noqa: S608 - only our own constants

# An hour of a visit counts once, and none of a day (or the next) on which a message may have brought it about.
VISITS = f"""
SELECT DISTINCT identity, toStartOfHour(time) AS time
FROM events
WHERE name IN ('Page Viewed', 'Screen Viewed') AND {PART} AND (identity, toDate(time)) NOT IN (
    SELECT identity, arrayJoin([toDate(time), toDate(time) + 1])
    FROM events
    WHERE name = 'Message Sent' AND source = 0 AND {PART}
)
"""  # noqa: S608 - only our own constants

# How many seconds clocks are ahead of UTC: by the place of a person's zone, and by the week since the beginning.
AHEAD = "{offsets:Array(Int32)}[zone * {weeks:UInt16} + 1 + intDiv(toUnixTimestamp(time) - {since_s:Int64}, 604800)]"

# By person and hour of their own day. %PERSON%: to whom an identity belongs now; %ZONES%: whose zone is which.
HOURS = f"""
SELECT person, hour, toUInt32(countIf(kind > 0)), toUInt32(countIf(kind = 2)), toUInt32(countIf(kind = 0))
FROM (
    SELECT person, kind, toUInt8(intDiv(toInt64(toUnixTimestamp(time)) + {AHEAD}, 3600) % 24) AS hour
    FROM (
        SELECT %PERSON% AS person, time, toUInt8(1 + is_answered) AS kind FROM ({MESSAGES})
        UNION ALL
        SELECT %PERSON% AS person, time, toUInt8(0) AS kind FROM ({VISITS})
    ) AS happened
    LEFT ANY JOIN (%ZONES%) AS zones ON zones.id = person
)
GROUP BY person, hour
ORDER BY person, hour
"""  # noqa: S608 - only our own constants
