"""Statements of consent. {among} is a set of keys, {rows} are rows of values (kit/bulk.py)."""

COLUMNS = 'id, identity_id, kind, purpose, channel, topic, at_ms, until_ms, source, wording, proof, "by", event_id'

# Keeps sayings; those that are kept already stay as they are. Primary key.
KEEP = f"""
INSERT INTO consent ({COLUMNS})
VALUES {{rows}}
ON CONFLICT (id) DO NOTHING
"""  # noqa: S608 ours

# What decides whether we may: of these identities all that was said. Index consent_identity.
DECIDING = "identity_id, kind, purpose, channel, topic, at_ms, until_ms, id"
SAID_FROM = "consent WHERE identity_id {among}"

# Every identity of these people. Index on profile_id.
THEIRS = "profile_id, id"
THEIRS_FROM = "identity WHERE profile_id {among}"
