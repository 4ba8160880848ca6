"""Statements of stamp cards. Each is tested on both databases."""

# A row of the person's own, of no program: whoever writes it next waits for the end of our transaction. Index
# reward_counter_scope.
TAKE_TURN = """
INSERT INTO reward_counter (program_id, scope, count) VALUES (0, %s, 1)
ON CONFLICT (program_id, scope) DO UPDATE SET count = reward_counter.count
"""
