"""Statements of LINE's channel."""

# What these user ids are to an account: columns, and what follows FROM. Unique index on (user_id, account_id).
FRIENDS = "user_id, is_friend, refused_ms"
FRIENDS_FROM = "line_friend WHERE user_id {among} AND account_id = {account}"
