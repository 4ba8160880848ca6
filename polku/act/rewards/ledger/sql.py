"""Statements of the ledger: nothing is looked at first and taken then. Each is tested on both databases."""

# A grant for each of these people, unless they have it of this cause.
GRANT = """
INSERT INTO reward_movement
    (program_id, terms, identity_id, kind, amount, cause, part, at_ms, money_minor, currency, store, by)
VALUES {rows}
ON CONFLICT (cause, identity_id, part) DO NOTHING
"""
# Lots, held until the transaction ends. {lock}: SQLite has let nobody else in when it began. Primary key.
HOLD = """
SELECT id, program_id, terms, identity_id, "left", from_ms, until_ms
FROM reward_lot WHERE id IN ({marks}) ORDER BY id {lock}
"""
# Takes so much from each of these lots, which are held. {rows}: (%s, %s), …
TAKE_EACH = """
UPDATE reward_lot SET "left" = reward_lot."left" - taken.column2
FROM (VALUES {rows}) AS taken
WHERE reward_lot.id = taken.column1
"""
# Takes so much from a lot, if that is left and the hour is right. Primary key.
TAKE = """
UPDATE reward_lot SET "left" = "left" - %s
WHERE id = %s AND "left" >= %s AND from_ms <= %s AND until_ms > %s
"""
# Gives so much back to a lot, whatever the hour: what has run out by then expires once more.
PUT_BACK = 'UPDATE reward_lot SET "left" = "left" + %s WHERE id = %s'

# Takes so much of a limit, if that much is left of it. Unique index reward_counter_scope.
COUNT = """
INSERT INTO reward_counter (program_id, scope, count) VALUES (%s, %s, %s)
ON CONFLICT (program_id, scope) DO UPDATE SET count = reward_counter.count + excluded.count
WHERE reward_counter.count + excluded.count <= %s
"""
# One of each of these limits, where there is room for it. {rows}: (%s, …), …; {most}: a number of ours.
COUNT_EACH = """
INSERT INTO reward_counter (program_id, scope, count) VALUES {rows}
ON CONFLICT (program_id, scope) DO UPDATE SET count = reward_counter.count + 1
WHERE reward_counter.count < {most}
RETURNING scope
"""
# How much has been taken of these limits: counted from now on, and held by the change that changes nothing.
HOLD_COUNTERS = """
INSERT INTO reward_counter (program_id, scope, count) VALUES {rows}
ON CONFLICT (program_id, scope) DO UPDATE SET count = reward_counter.count
RETURNING program_id, scope, count
"""
# So much more of each of these limits, which are held.
COUNT_MORE = """
UPDATE reward_counter SET count = reward_counter.count + more.column3
FROM (VALUES {rows}) AS more
WHERE reward_counter.program_id = more.column1 AND reward_counter.scope = more.column2
"""
# So much more was spent of a budget, or less; never below nothing. Unique index reward_counter_scope.
SPEND = """
INSERT INTO reward_counter (program_id, scope, count) VALUES (%s, %s, %s)
ON CONFLICT (program_id, scope) DO UPDATE
SET count = CASE WHEN reward_counter.count + %s > 0 THEN reward_counter.count + %s ELSE 0 END
RETURNING count
"""
COUNTED = "SELECT count FROM reward_counter WHERE program_id = %s AND scope = %s"
COUNT_BACK = "UPDATE reward_counter SET count = count - %s WHERE program_id = %s AND scope = %s AND count >= %s"

# The first to come with a key has it; on PostgreSQL others wait here until that one is through.
ASK = """
INSERT INTO reward_act (key, fingerprint, at_ms) VALUES {rows} ON CONFLICT (key) DO NOTHING RETURNING key
"""
ANSWER = {
    "sqlite": """
UPDATE reward_act SET answer = given.column2 FROM (VALUES {rows}) AS given WHERE reward_act.key = given.column1
""",
    "postgresql": """
UPDATE reward_act SET answer = given.column2::jsonb FROM (VALUES {rows}) AS given WHERE reward_act.key = given.column1
""",
}

# Lots with something left whose time is over; which of these have something left. Index reward_lot_until; primary key.
OVER = """
SELECT id, program_id, terms, identity_id, "left"
FROM reward_lot WHERE "left" > 0 AND until_ms <= %s ORDER BY until_ms, id LIMIT %s {lock}
"""
# Of those that ended since an instant, all but coupons. The same index.
OVER_SINCE = """
SELECT id, program_id, terms, identity_id, "left"
FROM reward_lot WHERE "left" > 0 AND until_ms > %s AND until_ms <= %s
    AND program_id NOT IN (SELECT id FROM reward_program WHERE kind = 'coupon')
ORDER BY until_ms, id LIMIT %s {lock}
"""
HELD = """
SELECT id, program_id, terms, identity_id, "left"
FROM reward_lot WHERE id IN ({marks}) AND "left" > 0 ORDER BY id {lock}
"""
END = """
INSERT INTO reward_movement
    (program_id, terms, identity_id, kind, lot, amount, cause, part, at_ms, money_minor, currency, store, by)
VALUES {rows}
"""
EMPTY = 'UPDATE reward_lot SET "left" = 0 WHERE id {among}'

# The lots of grants that have just been written, of causes of their own. Primary key.
OPEN_EACH = """
INSERT INTO reward_lot (id, program_id, terms, identity_id, "left", from_ms, until_ms)
VALUES {rows}
"""
# Takes so much from a lot, if that is left and its time is not over; it may be to come. Primary key.
TAKE_BACK = 'UPDATE reward_lot SET "left" = "left" - %s WHERE id = %s AND "left" >= %s AND until_ms > %s'
