"""Statements of a program's report. Each rides the index on (program, time) or that of lots; tested on both databases.

Somebody is a person, whatever names they have: `who` is the person of an identity now.
"""

# Whoever stands behind rows with an identity. {rows}: a source with that column. 0 is nobody whom we know.
_WHO = "COALESCE(i.profile_id, NULLIF({row}.identity_id, 0))"
_IS = "LEFT JOIN identity i ON i.id = {row}.identity_id"
# Uses that were not undone. {more}: what else is joined.
USES = """
reward_movement u {more}
WHERE u.program_id = %s AND u.kind = 'use' AND NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = u.id)
"""
USED_ROWS = USES.format(more="")
_USED_WHO = USES.format(more=_IS.format(row="u"))
_U, _M, _G = (_WHO.format(row=row) for row in "umg")

# Of a grant: 1 where it was used. Asked of each by the index on lots: to join all uses at once would compare every
# grant with every use.
WAS_USED = """
CASE WHEN EXISTS (
    SELECT 1 FROM reward_movement u WHERE u.lot = g.id AND u.kind = 'use'
        AND NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = u.id)
) THEN 1 ELSE 0 END
"""

TOTALS = f"""
SELECT m.kind, COUNT(*), SUM(m.amount), SUM(m.money_minor + m.beside_minor), COUNT(DISTINCT {_M})
FROM reward_movement m {_IS.format(row="m")} WHERE m.program_id = %s GROUP BY m.kind
"""  # noqa: S608 ours
USED = f"""
SELECT COUNT(*), SUM(u.amount), SUM(u.money_minor + u.beside_minor), COUNT(DISTINCT u.lot), COUNT(DISTINCT {_U})
FROM {_USED_WHO}
"""  # noqa: S608 ours
# Lots: how many can be used now or later, how much of them; how many have seen their end, how much was in them; whose
# the open ones are.
LOTS = f"""
SELECT
    SUM(CASE WHEN l."left" > 0 AND l.until_ms > %s THEN 1 ELSE 0 END),
    SUM(CASE WHEN l.until_ms > %s THEN l."left" ELSE 0 END),
    SUM(CASE WHEN l.until_ms <= %s THEN 1 ELSE 0 END),
    SUM(CASE WHEN l.until_ms <= %s THEN g.amount ELSE 0 END),
    COUNT(DISTINCT CASE WHEN l."left" > 0 AND l.until_ms > %s THEN {_WHO.format(row="l")} END)
FROM reward_lot l JOIN reward_movement g ON g.id = l.id {_IS.format(row="l")}
WHERE l.program_id = %s
"""  # noqa: S608 ours
# Of each lot that was used: when first, and so long after it was given.
FIRST_USES = f"""
SELECT g.identity_id AS identity_id, MIN(u.at_ms) AS at_ms, MIN(u.at_ms) - g.at_ms AS took
FROM (SELECT u.lot, u.at_ms FROM {USED_ROWS}) u JOIN reward_movement g ON g.id = u.lot
GROUP BY g.id, g.identity_id, g.at_ms
"""  # noqa: S608 ours
UNTIL_USED = f"""
SELECT m.took, COALESCE({_M}, 0) FROM ({FIRST_USES}) m {_IS.format(row="m")} ORDER BY 1
"""  # noqa: S608 ours
BY_STORE = f"""
SELECT u.store, COUNT(*), COUNT(DISTINCT {_U}), SUM(u.money_minor + u.beside_minor)
FROM {_USED_WHO} GROUP BY u.store ORDER BY 2 DESC, 1 LIMIT 200
"""  # noqa: S608 ours
BY_CODE = f"""
SELECT u.code, COUNT(*), COUNT(DISTINCT {_U}), SUM(u.money_minor + u.beside_minor)
FROM {_USED_WHO} AND u.code <> '' GROUP BY u.code ORDER BY 2 DESC, 1 LIMIT 200
"""  # noqa: S608 ours
# Everything that was given: by whom (a member, a key, a campaign), through what ({case}: came/how.py), to whom,
# and whether it was used. One pass for both tables.
GIVEN_EACH = f"""
SELECT g.by, {{case}}, {_G}, {WAS_USED}
FROM reward_movement g {_IS.format(row="g")}
WHERE g.program_id = %s AND g.kind = 'grant'
"""  # noqa: S608 ours
SPAN = "SELECT MIN(at_ms), MAX(at_ms) FROM reward_movement WHERE program_id = %s"
# What moved in each month, by kind; uses that were undone and what undid them left out. {rows}: first and last instant
# of each month. CROSS, so that it is gone through month by month.
BY_MONTH = """
SELECT v.column1, m.kind, COUNT(*), SUM(m.amount)
FROM (VALUES {rows}) AS v CROSS JOIN reward_movement m
WHERE m.program_id = %s AND m.at_ms >= v.column1 AND m.at_ms < v.column2
    AND (m.kind <> 'use' OR NOT EXISTS (SELECT 1 FROM reward_movement b WHERE b.of = m.id))
GROUP BY 1, 2 ORDER BY 1, 2
"""
# What people were given, and as less what was taken from them again: a stamp that was undone.
KEPT = """
SELECT identity_id, at_ms, CASE kind WHEN 'grant' THEN amount ELSE -amount END AS amount
FROM reward_movement WHERE program_id = %s AND kind IN ('grant', 'withdrawn')
"""
# Of how many people everything they were given adds up to so much, most first.
FUNNEL = f"""
SELECT total, COUNT(*)
FROM (SELECT SUM(m.amount) AS total FROM ({KEPT}) m {_IS.format(row="m")} GROUP BY {_M}) t
GROUP BY total ORDER BY total DESC
"""  # noqa: S608 ours
# Orders of somebody around a use of theirs, each once. Index of orders on the identity.
ORDERS = f"""
SELECT currency, COUNT(*), SUM(net)
FROM (
    SELECT DISTINCT o.id, o.currency, o.revenue_minor - o.refunded_minor AS net
    FROM (SELECT u.identity_id, u.at_ms FROM {USED_ROWS}) u
    JOIN identity i ON i.id = u.identity_id
    JOIN identity j ON j.profile_id = i.profile_id
    JOIN shop_order o ON o.identity_id = j.id AND o.at_ms >= u.at_ms - %s AND o.at_ms <= u.at_ms + %s
    WHERE NOT o.is_cancelled
) t
GROUP BY currency ORDER BY 3 DESC
"""  # noqa: S608 ours

# In the column store: who has looked at it, and when last.
SEEN = """
SELECT {person} AS person, toUnixTimestamp64Milli(max(time)) AS at, count() AS views
FROM events
WHERE name = 'Coupon Viewed' AND source = 0
    AND ifNull(toInt64OrNull(toString(properties.program_id)), 0) = {{program:Int64}}
GROUP BY person
"""
