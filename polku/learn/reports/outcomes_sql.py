"""Who did something within a time: statements of both stores."""

# Orders of a time by person, and their sum in one currency, in smallest units. Index shop_order_at; primary key of
# identities.
ORDERS = """
SELECT j.profile_id, SUM(CASE WHEN o.currency = %s THEN o.revenue_minor - o.refunded_minor ELSE 0 END)
FROM shop_order o
JOIN identity j ON j.id = o.identity_id
WHERE o.at_ms >= %s AND o.at_ms < %s AND NOT o.is_cancelled
GROUP BY j.profile_id
"""

# The same of any event, in the column store. Rides the order of `events`: (name, identity, time).
EVENTS = """
SELECT {person} AS person, sum(
    if(
        upper(ifNull(toString(properties.currency), '')) IN ('', {{currency:String}}),
        ifNull(toFloat64OrNull(toString(properties.revenue)), 0),
        0
    )
)
FROM events
WHERE name = {{goal:String}}
    AND time >= fromUnixTimestamp64Milli({{since:Int64}}, 'UTC')
    AND time < fromUnixTimestamp64Milli({{until:Int64}}, 'UTC')
GROUP BY person
"""

# Identities of people who were merged into somebody, in the order of their numbers.
MOVED = "SELECT identity, profile FROM moved FINAL ORDER BY identity"
