"""Statements of the till. Each is tested on both databases."""

# How often these were wrong in their window that began after an instant. Primary key.
WRONG_OF = "SELECT key, count, last_ms FROM polku_guesses WHERE key IN ({marks}) AND last_ms > %s"

# One more wrong; a window that is over begins anew. `last_ms` is when it began. Primary key.
COUNT_WRONG = """
INSERT INTO polku_guesses AS known (key, count, last_ms, until_ms) VALUES (%s, 1, %s, 0)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN known.last_ms > %s THEN known.count + 1 ELSE 1 END,
    last_ms = CASE WHEN known.last_ms > %s THEN known.last_ms ELSE excluded.last_ms END
"""

# Who did how much since an instant, how much of it was undone, and how much of it at night. Index till_act_at.
# {offset}: what the store's clock is ahead, in milliseconds: numbers of ours, and the keys of stores as values.
BY_WHOM = """
SELECT a.by, COUNT(*), COUNT(u.id),
    SUM(CASE WHEN (a.at_ms + {offset}) / 3600000 %% 24 IN ({night}) THEN 1 ELSE 0 END)
FROM till_act a
LEFT JOIN till_act u ON u.of = a.id
WHERE a.at_ms >= %s AND a.kind <> 'undo'
GROUP BY a.by
"""
# For which customers (0 is nobody whom we know) somebody did more than so much that gives something. Index till_act_at.
SAME = """
SELECT by, identity_id, COUNT(*)
FROM till_act
WHERE at_ms >= %s AND identity_id <> 0 AND kind IN ('use', 'give', 'stamps', 'points', 'spend')
GROUP BY by, identity_id
HAVING COUNT(*) >= %s
"""
# For which links somebody noted so many friends or more. Index till_act_at.
FRIENDS = """
SELECT by, cause, COUNT(*)
FROM till_act
WHERE at_ms >= %s AND kind = 'friend'
GROUP BY by, cause
HAVING COUNT(*) >= %s
"""
# Who gave how many times, and how often nothing was bought half a day around it. Indexes till_act_at, till_act_person.
GIFTS = """
SELECT a.by, COUNT(*), SUM(CASE WHEN EXISTS (
    SELECT 1 FROM till_act p
    WHERE p.identity_id = a.identity_id AND p.kind = 'purchase'
        AND p.at_ms > a.at_ms - {around} AND p.at_ms < a.at_ms + {around}
) THEN 0 ELSE 1 END)
FROM till_act a
WHERE a.at_ms >= %s AND a.kind IN ('give', 'stamps', 'points')
GROUP BY a.by
"""
# How many amounts were recorded, by currency. Index till_act_at.
AMOUNTS = "SELECT currency, COUNT(*) FROM till_act WHERE at_ms >= %s AND kind = 'purchase' GROUP BY currency"
# The one in the middle of them. The same index.
MIDDLE = """
SELECT money_minor FROM till_act WHERE at_ms >= %s AND kind = 'purchase' AND currency = %s
ORDER BY money_minor LIMIT 1 OFFSET %s
"""
# Who recorded how many of so much or more. The same index.
LARGE = """
SELECT by, COUNT(*) FROM till_act
WHERE at_ms >= %s AND kind = 'purchase' AND currency = %s AND money_minor >= %s
GROUP BY by
"""
