"""Statements of reply tokens."""

# Those of some people that can still be used, the oldest first. Index line_reply_token_user.
FRESH = """
SELECT user_id, token
FROM line_reply_token
WHERE user_id IN ({marks}) AND account_id = %s AND received_ms > %s AND used_ms IS NULL
ORDER BY received_ms, token
"""

# Takes them; who comes second gets nothing. Primary key.
TAKE = """
UPDATE line_reply_token
SET used_ms = %s
WHERE token IN ({marks}) AND used_ms IS NULL
RETURNING user_id, token
"""

# Index line_reply_token_age.
FORGET_OLD = """
DELETE FROM line_reply_token
WHERE token IN (SELECT token FROM line_reply_token WHERE received_ms < %s ORDER BY received_ms LIMIT %s)
"""
