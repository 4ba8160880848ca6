"""Facts of people, by which they stand. {among}: numbers of profiles. Index of identity.profile_id."""

COLUMNS = "profile_id, at_ms, amount"

# What they paid and kept. Index of shop_order.identity_id. Then: since when, which currency.
SPEND_FROM = """(
    SELECT i.profile_id AS profile_id, o.at_ms AS at_ms, o.revenue_minor - o.refunded_minor AS amount
    FROM identity i JOIN shop_order o ON o.identity_id = i.id
    WHERE i.profile_id {among} AND o.at_ms >= %s AND NOT o.is_cancelled AND o.currency = %s
        AND o.revenue_minor > o.refunded_minor
) facts"""
# When they bought something and kept it, or something of it. Then: since when.
VISITS_FROM = """(
    SELECT i.profile_id AS profile_id, o.at_ms AS at_ms, 1 AS amount
    FROM identity i JOIN shop_order o ON o.identity_id = i.id
    WHERE i.profile_id {among} AND o.at_ms >= %s AND NOT o.is_cancelled
        AND (o.revenue_minor > o.refunded_minor OR o.revenue_minor = 0)
) facts"""
# What their orders have earned. Index reward_earning_person. Then: which program's, since when.
ORDER_POINTS_FROM = """(
    SELECT i.profile_id AS profile_id, e.at_ms AS at_ms, e.points AS amount
    FROM identity i JOIN reward_earning e ON e.identity_id = i.id
    WHERE i.profile_id {among} AND e.program_id = %s AND e.at_ms >= %s AND e.points > 0
) facts"""
# What they were given otherwise, less what was withdrawn of that by hand. Indexes reward_movement_person, _lot.
# Then: which program's, since when, how causes of orders begin (its length, and that).
OTHER_POINTS_FROM = """(
    SELECT i.profile_id AS profile_id, g.at_ms AS at_ms, g.amount - COALESCE((
        SELECT SUM(w.amount) FROM reward_movement w
        WHERE w.lot = g.id AND w.kind = 'withdrawn' AND SUBSTR(w.cause, 1, 5) NOT IN ('back/', 'debt/')
    ), 0) AS amount
    FROM identity i JOIN reward_movement g ON g.identity_id = i.id
    WHERE i.profile_id {among} AND g.program_id = %s AND g.kind = 'grant' AND g.at_ms >= %s
        AND SUBSTR(g.cause, 1, %s) <> %s
) facts"""
