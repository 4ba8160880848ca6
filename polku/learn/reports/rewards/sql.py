"""Statements of a program's report. Each rides the index on (program, time) or that of lots; tested on both."""

# Uses that were not undone.
_USED = """
reward_movement u
WHERE u.program_id = %s AND u.kind = 'use' AND NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = u.id)
"""
TOTALS = """
SELECT kind, COUNT(*), SUM(amount), SUM(money_minor), COUNT(DISTINCT identity_id)
FROM reward_movement WHERE program_id = %s GROUP BY kind
"""
USED = f"""
SELECT COUNT(*), SUM(u.amount), SUM(u.money_minor), COUNT(DISTINCT u.lot), COUNT(DISTINCT u.identity_id) FROM {_USED}
"""  # noqa: S608 ours
# Lots: how many can be used now or later, how much of them; how many have seen their end, how much was in them.
LOTS = """
SELECT
    SUM(CASE WHEN l."left" > 0 AND l.until_ms > %s THEN 1 ELSE 0 END),
    SUM(CASE WHEN l.until_ms > %s THEN l."left" ELSE 0 END),
    SUM(CASE WHEN l.until_ms <= %s THEN 1 ELSE 0 END),
    SUM(CASE WHEN l.until_ms <= %s THEN g.amount ELSE 0 END)
FROM reward_lot l JOIN reward_movement g ON g.id = l.id
WHERE l.program_id = %s
"""
# Of each lot that was used: so long after it was given.
UNTIL_USED = f"""
SELECT MIN(u.at_ms) - MIN(g.at_ms)
FROM (SELECT u.lot, u.at_ms FROM {_USED}) u JOIN reward_movement g ON g.id = u.lot
GROUP BY u.lot
ORDER BY 1
"""  # noqa: S608 ours
BY_STORE = f"""
SELECT u.store, COUNT(*), COUNT(DISTINCT u.identity_id), SUM(u.money_minor)
FROM {_USED} GROUP BY u.store ORDER BY 2 DESC, 1 LIMIT 200
"""  # noqa: S608 ours
BY_CODE = f"""
SELECT u.code, COUNT(*), COUNT(DISTINCT u.identity_id), SUM(u.money_minor)
FROM {_USED} AND u.code <> '' GROUP BY u.code ORDER BY 2 DESC, 1 LIMIT 200
"""  # noqa: S608 ours
# By who gave it (a member, a key, a campaign, an import): how many, and how many of them were used.
BY_WAY = f"""
SELECT g.by, COUNT(*), COUNT(u.lot), COUNT(DISTINCT g.identity_id)
FROM reward_movement g LEFT JOIN (SELECT DISTINCT u.lot FROM {_USED}) u ON u.lot = g.id
WHERE g.program_id = %s AND g.kind = 'grant'
GROUP BY g.by ORDER BY 2 DESC, 1 LIMIT 200
"""  # noqa: S608 ours
# What moved on each day (UTC), by kind.
BY_DAY = """
SELECT at_ms / 86400000, kind, COUNT(*), SUM(amount)
FROM reward_movement WHERE program_id = %s GROUP BY 1, 2 ORDER BY 1, 2
"""
# Of how many people everything they were given adds up to so much, most first.
FUNNEL = """
SELECT total, COUNT(*)
FROM (SELECT SUM(amount) AS total FROM reward_movement WHERE program_id = %s AND kind = 'grant' GROUP BY identity_id) t
GROUP BY total ORDER BY total DESC
"""
# Orders of somebody around a use of theirs, each once. Index of orders on the identity.
ORDERS = f"""
SELECT currency, COUNT(*), SUM(net)
FROM (
    SELECT DISTINCT o.id, o.currency, o.revenue_minor - o.refunded_minor AS net
    FROM (SELECT u.identity_id, u.at_ms FROM {_USED}) u
    JOIN identity i ON i.id = u.identity_id
    JOIN identity j ON j.profile_id = i.profile_id
    JOIN shop_order o ON o.identity_id = j.id AND o.at_ms >= u.at_ms - %s AND o.at_ms <= u.at_ms + %s
    WHERE NOT o.is_cancelled
) t
GROUP BY currency ORDER BY 3 DESC
"""  # noqa: S608 ours
# Who stands behind a number, and when it last happened.
MOVED = """
SELECT identity_id, MAX(at_ms) FROM reward_movement
WHERE program_id = %s AND kind = %s GROUP BY identity_id ORDER BY 2 DESC, 1
"""
WHO_USED = f"""
SELECT u.identity_id, MAX(u.at_ms) FROM {_USED} GROUP BY u.identity_id ORDER BY 2 DESC, 1
"""  # noqa: S608 ours
WHO_USED_AT = WHO_USED.replace("GROUP BY u.identity_id", "AND u.store = %s GROUP BY u.identity_id")
WHO_SHOWED = WHO_USED.replace("GROUP BY u.identity_id", "AND u.code = %s GROUP BY u.identity_id")
WHO_GOT = MOVED.replace("GROUP BY", "AND by = %s GROUP BY")
WHO_HAS = """
SELECT identity_id, MAX(id) FROM reward_lot
WHERE program_id = %s AND "left" > 0 AND until_ms > %s GROUP BY identity_id ORDER BY 2 DESC, 1
"""
WHO_NEVER = f"""
SELECT g.identity_id, MAX(g.at_ms) FROM reward_movement g
WHERE g.program_id = %s AND g.kind = 'grant' AND g.identity_id NOT IN (SELECT u.identity_id FROM {_USED})
GROUP BY g.identity_id ORDER BY 2 DESC, 1
"""  # noqa: S608 ours

# In the column store: who has looked at it.
SEEN = """
SELECT uniqExact({person}), count()
FROM events
WHERE name = 'Coupon Viewed' AND source = 0
    AND ifNull(toInt64OrNull(toString(properties.program_id)), 0) = {{program:Int64}}
"""
