"""Statements of draws. Each is tested on both databases."""

# Whoever gives tickets holds the draw with others; whoever closes it waits for them. On SQLite a transaction is alone.
HOLD = "SELECT closed_ms FROM reward_draw WHERE program_id = %s {lock}"
# The number of the next play: one after the other, and none is left out. Primary key.
NEXT = "UPDATE reward_draw SET plays = plays + 1 WHERE program_id = %s AND closed_ms IS NULL RETURNING plays"
# A draw for a program that has none. Primary key.
OPEN = """
INSERT INTO reward_draw
    (program_id, shut, commitment, salt, opened_ms, entries, digest, mixed, secret, told, plays)
VALUES (%s, %s, %s, %s, %s, 0, '', '', '', '', 0)
ON CONFLICT (program_id) DO NOTHING
"""
# Unique index reward_draw_entry_mark.
FREEZE = """
INSERT INTO reward_draw_entry (program_id, mark, person, lot, identity_id)
VALUES {rows}
ON CONFLICT (program_id, mark) DO NOTHING
"""
# Tickets of a scheduled draw are used up when it is told what came of them. Primary key.
USED = """
INSERT INTO reward_movement
    (program_id, terms, identity_id, kind, lot, amount, cause, part, at_ms, money_minor, currency, store, by)
VALUES {rows}
"""
EMPTY = 'UPDATE reward_lot SET "left" = 0 WHERE id {among}'
