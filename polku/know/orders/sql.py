"""Statements of the orders' fold. {among} is a set of keys, {rows} are rows of values (kit/bulk.py)."""

ORDER = (
    "id, order_id, identity_id, at_ms, stamp_ms, stamp_id, is_priced, is_cancelled, currency, revenue_minor, "
    'refunded_minor, refunds, items, seq, "index"'
)

# Orders by number. Primary key.
ORDERS_FROM = "shop_order WHERE id {among}"

# Whose an order is, and what stands there of them. Primary keys.
OWNER = "i.id, i.kind, i.value, i.profile_id, i.orders, i.revenue_minor, p.orders, p.revenue_minor"
OWNERS_FROM = "identity i JOIN profile p ON p.id = i.profile_id WHERE i.id {among}"

# New and changed orders. Primary key.
KEEP_ORDERS = """
INSERT INTO shop_order (id, order_id, identity_id, at_ms, stamp_ms, stamp_id, is_priced, is_cancelled, currency,
                        revenue_minor, refunded_minor, refunds, items, seq, "index")
VALUES {rows}
ON CONFLICT (id) DO UPDATE
SET identity_id = EXCLUDED.identity_id, at_ms = EXCLUDED.at_ms, stamp_ms = EXCLUDED.stamp_ms,
    stamp_id = EXCLUDED.stamp_id, is_priced = EXCLUDED.is_priced, is_cancelled = EXCLUDED.is_cancelled,
    currency = EXCLUDED.currency, revenue_minor = EXCLUDED.revenue_minor, refunded_minor = EXCLUDED.refunded_minor,
    refunds = EXCLUDED.refunds, items = EXCLUDED.items, seq = EXCLUDED.seq, "index" = EXCLUDED."index"
"""

# The totals of identities. Primary key.
TOTAL_IDENTITIES = """
UPDATE identity
SET orders = v.column2, revenue_minor = v.column3
FROM (VALUES {rows}) AS v
WHERE identity.id = v.column1
"""

# The totals of profiles. Primary key.
TOTAL_PROFILES = """
UPDATE profile
SET orders = v.column2, revenue_minor = v.column3
FROM (VALUES {rows}) AS v
WHERE profile.id = v.column1
"""

# Empties what the fold of orders has made; the column store takes over whose totals were there. Scans.
EMPTY = (
    """
    INSERT INTO people_changed (id, at_seq)
    SELECT id, 0 FROM profile WHERE orders <> 0 OR revenue_minor <> 0
    ON CONFLICT (id) DO UPDATE SET at_seq = EXCLUDED.at_seq
    """,
    "UPDATE profile SET orders = 0, revenue_minor = 0 WHERE orders <> 0 OR revenue_minor <> 0",
    "UPDATE identity SET orders = 0, revenue_minor = 0 WHERE orders <> 0 OR revenue_minor <> 0",
    "DELETE FROM shop_order",
)
