"""The block on a person's page that tells what they have, and leads to their own pages."""

from polku.act.rewards.coupons.held import held
from polku.kit import clock
from polku.know.people import find
from polku.know.people.consent.links import wallet_url
from polku.know.people.models import Profile

SHOWN = 6


def card(profile: Profile) -> dict[str, object]:
    found = held([one.id for one in find.identities_of(profile.id)], now_ms=clock.now_ms())
    alive = [one for one in found if one.is_alive]
    return {"coupons": alive[:SHOWN], "more_coupons": max(0, len(alive) - SHOWN), "wallet": wallet_url(profile.id)}
