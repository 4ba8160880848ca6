"""Statements of calls."""

# Writes a block's calls down. {rows}: (%s × 8), …
WRITE = """
INSERT INTO line_call (account_id, key, endpoint, body, message_id, messages, settled, first_ms, attempts)
VALUES {rows}
"""

# Which of these messages have a call of their own: columns, and what follows FROM. Unique index on message_id.
NUMBER = "message_id"
OF_ONE_FROM = "line_call WHERE message_id {among} AND endpoint <> 'multicast'"

# Every call for several of an account: as a rule no more than the blocks under way. Index line_call_account.
OF_SEVERAL = """
SELECT message_id, messages
FROM line_call
WHERE account_id = %s AND endpoint = 'multicast'
"""

# The same with what has been settled of them, held until the end of the transaction where there is a second writer.
OF_SEVERAL_TO_SETTLE = """
SELECT message_id, messages, settled
FROM line_call
WHERE account_id = %s AND endpoint = 'multicast'
ORDER BY message_id
{lock}
"""

# Some calls whole. Unique index on message_id.
WHOLE = """
SELECT key, endpoint, body, message_id, messages, first_ms, attempts
FROM line_call
WHERE message_id IN ({marks})
"""

# Lets go of the calls of single messages. Unique index on message_id.
LET_GO_OF_ONE = """
DELETE FROM line_call
WHERE message_id {among} AND endpoint <> 'multicast'
"""

# Lets go of whole calls, if they are still those. Unique index on message_id.
LET_GO = """
DELETE FROM line_call
WHERE message_id = %s AND key = %s
"""

# Nothing is left to say of some of a call's messages. Unique index on message_id.
SETTLE = """
UPDATE line_call
SET settled = %s
WHERE message_id = %s AND endpoint = 'multicast'
"""

# These calls had no answer once more. Unique index on message_id.
NO_ANSWER = """
UPDATE line_call
SET attempts = attempts + 1
WHERE message_id IN ({marks})
"""

LOCK = "FOR UPDATE"
