"""What is asked of the columns. A part is a range of identities: `events` is in order of (name, identity, time)."""

PART = """identity >= {low:UInt64} AND identity <= {high:UInt64}
    AND time >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({now:Int64}, 'UTC')"""

# Each message once: by which channel it was sent, and whether a person, no program, answered it. As polku itself has
# told it (source 0): a write key is no secret.
MESSAGES = f"""
SELECT identity, indexOf({{channels:Array(String)}}, anyIf(channel, name = 'Message Sent')) AS place,
       countIf(name != 'Message Sent') != 0 AS is_answered
FROM (
    SELECT name, identity, ifNull(toString(properties.channel), '') AS channel,
           toUInt64OrZero(ifNull(toString(properties.message_id), '')) AS message
    FROM events
    WHERE name IN {{names:Array(String)}} AND source = 0 AND {PART}
        AND ifNull(toString(properties.machine), '') != 'true'
)
WHERE message != 0
GROUP BY identity, message
HAVING countIf(name = 'Message Sent') != 0
"""  # noqa: S608 - only our own constants

# By person and channel. %PERSON%: to whom an identity belongs now.
RESPONSES = f"""
SELECT person, toUInt8(place), toUInt32(count()), toUInt32(countIf(is_answered))
FROM (SELECT %PERSON% AS person, place, is_answered FROM ({MESSAGES}) WHERE place != 0)
GROUP BY person, place
ORDER BY person, place
"""  # noqa: S608 - only our own constants
