"""Which purchase of somebody's is the tenth."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from polku.act.rewards.benefits.terms import EACH, BenefitTerms
from polku.act.rewards.ledger.models import Program
from polku.kit import bulk, clock

# What these people have bought and kept, the first first. Indexes identity_profile_id, shop_order_identity_id.
KEPT = "i.profile_id, o.at_ms"
KEPT_FROM = """identity i JOIN shop_order o ON o.identity_id = i.id
WHERE i.profile_id {among} AND o.revenue_minor - o.refunded_minor >= %s AND o.revenue_minor > o.refunded_minor"""


def reached(program: Program, terms: BenefitTerms, profiles: Sequence[int]) -> dict[str, list[int]]:
    """By meaning, who has come so far since the program was made: whoever had by then gets nothing for it."""
    begins_ms = clock.to_ms(program.created_at)
    with connection.cursor() as cursor:
        rows = bulk.ask(cursor, KEPT, KEPT_FROM, keys=profiles, vendor=connection.vendor, after=[terms.least_minor])
    kept: dict[int, list[int]] = defaultdict(list)
    for profile, at_ms in rows:
        kept[profile].append(at_ms)
    found: dict[str, list[int]] = defaultdict(list)
    for profile, instants in kept.items():
        for nth, at_ms in enumerate(sorted(instants), 1):
            is_it = nth % terms.number == 0 if terms.when == EACH else nth == terms.number
            if is_it and at_ms >= begins_ms:
                found[f"order:{nth}"].append(profile)
    return found
