"""What was done within a time, and by whom: statements of both stores."""

# Orders of a time. Index shop_order_at.
ORDERS = """
SELECT identity_id, at_ms, revenue_minor - refunded_minor, currency
FROM shop_order
WHERE at_ms >= %s AND at_ms < %s AND NOT is_cancelled AND identity_id IS NOT NULL
"""

# Who a few identities belong to, and under what other names these people are known. Primary key; index on profile_id.
OWNERS = "SELECT id, profile_id FROM identity WHERE id IN ({marks}) AND id <> profile_id"
FURTHER = "SELECT id, profile_id FROM identity WHERE profile_id IN ({marks}) AND id <> profile_id"

# The same of everybody: all identities are looked at once.
ALL_MOVED = "SELECT id, profile_id FROM identity WHERE id <> profile_id"

# Any other event, in the column store. Rides the order of `events`: (name, identity, time).
OF_GOAL = """
FROM events
WHERE name = {goal:String}
    AND time >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
"""
HOW_MANY = f"SELECT count() {OF_GOAL}"
EVENTS = """
SELECT {person} AS person, toUnixTimestamp64Milli(time),
    ifNull(toFloat64OrNull(toString(properties.revenue)), 0),
    toFixedString(if(match(ifNull(toString(properties.currency), ''), '^[A-Za-z]{{3}}$'),
        upper(toString(properties.currency)), ''), 3)
FROM events
WHERE name = {{goal:String}}
    AND time >= fromUnixTimestamp64Milli({{since:Int64}}, 'UTC')
    AND time < fromUnixTimestamp64Milli({{until:Int64}}, 'UTC')
    AND intHash64(person) % {{parts:UInt32}} = {{part:UInt32}}
"""
