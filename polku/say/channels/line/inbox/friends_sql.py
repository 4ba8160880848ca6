"""Statements of friends."""

# Keeps what is newest of each; where two things have one time, that they are no friend. A profile that is older than
# what they now did by so many milliseconds (PROFILE_LIVES_MS) is to be asked for again. Whom LINE did not know, and who
# did something since, is known. Unique index on user and account. {rows}: (%s × 9), …
KEEP = """
INSERT INTO line_friend
    (user_id, account_id, is_friend, changed_ms, first_ms, name, picture_url, status_message, language)
VALUES {rows}
ON CONFLICT (user_id, account_id) DO UPDATE
SET is_friend = CASE
        WHEN excluded.changed_ms > line_friend.changed_ms
            OR (excluded.changed_ms = line_friend.changed_ms AND NOT excluded.is_friend)
        THEN excluded.is_friend
        ELSE line_friend.is_friend
    END,
    changed_ms = CASE
        WHEN excluded.changed_ms > line_friend.changed_ms THEN excluded.changed_ms ELSE line_friend.changed_ms
    END,
    first_ms = CASE
        WHEN line_friend.first_ms IS NULL OR excluded.first_ms < line_friend.first_ms THEN excluded.first_ms
        ELSE line_friend.first_ms
    END,
    refused_ms = CASE
        WHEN line_friend.refused_ms < excluded.changed_ms THEN NULL ELSE line_friend.refused_ms
    END,
    profile_ms = CASE
        WHEN line_friend.profile_ms < excluded.changed_ms - {lives_ms} THEN NULL ELSE line_friend.profile_ms
    END
"""
