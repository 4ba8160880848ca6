"""Statements of people's fold. {among} is a set of keys, {rows} are rows of values (kit/bulk.py)."""

IDENTITY = (
    "i.id, i.kind, i.value, i.profile_id, i.first_seen_ms, i.last_seen_ms, i.is_shared, i.is_named, i.has_spoken, "
    "i.traits, i.orders, i.revenue_minor"
)
LINK = "low_id, high_id, at_ms, event_id, is_explicit, is_cut, verdict_ms, verdict_id, rule"
FACE = "id, name, email, phone, traits, first_seen_ms, last_seen_ms, orders, revenue_minor"
MERGE = "low_id, high_id, profile_id, absorbed_id, identities, event_id, at_ms, undone_at_ms"

# PostgreSQL: the readers of people and of orders write the same totals, so one waits for the other. Primary key.
TAKE_TURNS = "SELECT seq FROM log_cursor WHERE reader = 'people' FOR UPDATE"

# Identities by number, without what the common case does not need, and the times of their profile. Primary keys.
SEEN = (
    "i.id, i.kind, i.value, i.profile_id, i.first_seen_ms, i.last_seen_ms, i.is_shared, i.is_named, i.has_spoken, "
    "p.first_seen_ms, p.last_seen_ms"
)
SEEN_FROM = "identity i LEFT JOIN profile p ON p.id = i.profile_id WHERE i.id {among}"

# Identities by number. Primary key.
IDENTITIES_FROM = "identity i WHERE i.id {among}"

# The other identities of whoever these belong to. Primary key; index on profile_id.
OTHERS_FROM = "identity i JOIN identity j ON j.profile_id = i.profile_id AND j.id <> i.id WHERE i.id {among}"

# All identities of some profiles. Index on profile_id.
MEMBERS_FROM = "identity i WHERE i.profile_id {among}"

# Links from either end. Unique key (low_id, high_id); index on high_id.
LINKS_LOW = "identity_link WHERE low_id {among}"
LINKS_HIGH = "identity_link WHERE high_id {among}"

# Profiles by number. Primary key.
FACES_FROM = "profile WHERE id {among}"

# Merges into some profiles. Index on profile_id.
MERGES_FROM = "merge WHERE profile_id {among}"

# Those who are known as they were heard, and not from later on only, were there again. {rows}: number, kind, value,
# first and last time. Gives who they are. Primary key.
SEE_AGAIN = """
UPDATE identity
SET last_seen_ms = CASE WHEN v.column5 > last_seen_ms THEN v.column5 ELSE last_seen_ms END
FROM (VALUES {rows}) AS v
WHERE identity.id = v.column1 AND identity.has_spoken AND identity.first_seen_ms <= v.column4
  AND identity.kind = v.column2 AND identity.value = v.column3
RETURNING id, profile_id
"""
# Primary key.
SEE_PROFILES_AGAIN = """
UPDATE profile
SET last_seen_ms = v.column2
FROM (VALUES {rows}) AS v
WHERE profile.id = v.column1 AND profile.last_seen_ms < v.column2
"""

# Moves the times of identities. Primary key.
MOVE_IDENTITIES = """
UPDATE identity
SET first_seen_ms = v.column2, last_seen_ms = v.column3
FROM (VALUES {rows}) AS v
WHERE identity.id = v.column1
"""

# Moves the times of profiles. Primary key.
MOVE_PROFILES = """
UPDATE profile
SET first_seen_ms = v.column2, last_seen_ms = v.column3
FROM (VALUES {rows}) AS v
WHERE profile.id = v.column1
"""

# New identities, and those of which more than the times has changed. Orders have a fold of their own. Primary key.
KEEP_IDENTITIES = """
INSERT INTO identity (id, kind, value, profile_id, traits, first_seen_ms, last_seen_ms, is_shared, is_named, has_spoken,
                      orders, revenue_minor)
VALUES {rows}
ON CONFLICT (id) DO UPDATE
SET profile_id = EXCLUDED.profile_id, traits = EXCLUDED.traits, first_seen_ms = EXCLUDED.first_seen_ms,
    last_seen_ms = EXCLUDED.last_seen_ms, is_shared = EXCLUDED.is_shared, is_named = EXCLUDED.is_named,
    has_spoken = EXCLUDED.has_spoken
"""

# New and changed profiles. Primary key.
KEEP_PROFILES = """
INSERT INTO profile (id, name, email, phone, traits, first_seen_ms, last_seen_ms, orders, revenue_minor)
VALUES {rows}
ON CONFLICT (id) DO UPDATE
SET name = EXCLUDED.name, email = EXCLUDED.email, phone = EXCLUDED.phone, traits = EXCLUDED.traits,
    first_seen_ms = EXCLUDED.first_seen_ms, last_seen_ms = EXCLUDED.last_seen_ms,
    orders = EXCLUDED.orders, revenue_minor = EXCLUDED.revenue_minor
"""

# Profiles that were absorbed, or whose identities were. Primary key.
DROP_PROFILES = """
DELETE FROM profile
WHERE id IN (SELECT v.column1 FROM (VALUES {rows}) AS v)
"""

# New and changed links. Unique key (low_id, high_id).
KEEP_LINKS = """
INSERT INTO identity_link (low_id, high_id, at_ms, event_id, is_explicit, is_cut, verdict_ms, verdict_id, rule)
VALUES {rows}
ON CONFLICT (low_id, high_id) DO UPDATE
SET at_ms = EXCLUDED.at_ms, event_id = EXCLUDED.event_id, is_explicit = EXCLUDED.is_explicit,
    is_cut = EXCLUDED.is_cut, verdict_ms = EXCLUDED.verdict_ms, verdict_id = EXCLUDED.verdict_id, rule = EXCLUDED.rule
"""

# Merges as the links tell them, and those that a member undid. Unique key (low_id, high_id).
KEEP_MERGES = """
INSERT INTO merge (low_id, high_id, profile_id, absorbed_id, identities, event_id, at_ms, undone_at_ms, undone_by)
VALUES {rows}
ON CONFLICT (low_id, high_id) DO UPDATE
SET profile_id = EXCLUDED.profile_id, absorbed_id = EXCLUDED.absorbed_id, identities = EXCLUDED.identities,
    event_id = EXCLUDED.event_id, at_ms = EXCLUDED.at_ms,
    undone_at_ms = EXCLUDED.undone_at_ms, undone_by = EXCLUDED.undone_by
"""

# Merges that the links no longer tell. Unique key (low_id, high_id).
DROP_MERGES = """
DELETE FROM merge
WHERE (low_id, high_id) IN (VALUES {rows})
"""

# Marks rows that the column store has to take over. Primary key.
MARK_CHANGED = """
INSERT INTO people_changed (id, at_seq)
VALUES {rows}
ON CONFLICT (id) DO UPDATE
SET at_seq = EXCLUDED.at_seq
"""

# Tells of people who were merged or parted. Primary key.
MARK_REGROUPED = """
INSERT INTO people_regrouped (id, at_seq)
VALUES {rows}
ON CONFLICT (id) DO UPDATE
SET at_seq = EXCLUDED.at_seq
"""

# Adds to the people first seen on a day, or takes off. Primary key.
COUNT_DAYS = """
INSERT INTO people_day (day, people)
VALUES {rows}
ON CONFLICT (day) DO UPDATE
SET people = people_day.people + EXCLUDED.people
"""

# Empties what the folds of people and orders have made. The column store takes over who is no longer there.
EMPTY = (
    """
    INSERT INTO people_changed (id, at_seq)
    SELECT id, 0 FROM profile WHERE true
    ON CONFLICT (id) DO UPDATE SET at_seq = EXCLUDED.at_seq
    """,
    """
    INSERT INTO people_changed (id, at_seq)
    SELECT id, 0 FROM identity WHERE profile_id <> id
    ON CONFLICT (id) DO UPDATE SET at_seq = EXCLUDED.at_seq
    """,
    "DELETE FROM shop_order",
    "DELETE FROM profile",
    "DELETE FROM identity",
    "DELETE FROM identity_link",
    "DELETE FROM merge",
    "DELETE FROM people_day",
)

# Puts a reader back to the beginning. Primary key.
BEGIN_AGAIN = """
UPDATE log_cursor
SET seq = 0
WHERE reader = %s
"""
