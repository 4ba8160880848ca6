"""What conditions ask of somebody who is about to buy: where, when, and who they are."""

from collections.abc import Sequence, Set
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from polku.act.rewards.coupons import first
from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.pricing.basket import Moment
from polku.act.rewards.pricing.offer import Conditions
from polku.act.rewards.ranks import standing as ranks
from polku.kit.columns import ColumnsError
from polku.know.people import find
from polku.know.people.models import Profile
from polku.know.places.models import Store
from polku.know.segments.live import membership
from polku.know.teams.begin import the_team


class Promised(Protocol):
    """A coupon, or a discount that nobody holds."""

    @property
    def terms(self) -> CouponTerms: ...


def moment_of(profile: Profile | None, asked: Sequence[Promised], *, at: datetime, store: str) -> Moment:
    """By the clock on the store's wall. Segments and the rank are asked for only where a coupon does."""
    conditions = [one.terms.conditions for one in asked]
    asks_segment = profile is not None and any(one.segment is not None for one in conditions)
    return Moment(
        at=at.astimezone(zones({store})[store]),
        store=store,
        is_first=_is_first(profile, conditions, at=at) if profile is not None else None,
        rank=ranks.key_of(profile.id) if profile is not None and any(one.ranks for one in conditions) else "",
        segments=_segments(profile.id) if profile is not None and asks_segment else frozenset(),
    )


def _is_first(profile: Profile, asked: Sequence[Conditions], *, at: datetime) -> bool:
    """Uses are looked at only where a coupon asks."""
    if profile.orders or not any(one.is_first_only for one in asked):
        return profile.orders == 0
    return not first.is_made([one.id for one in find.identities_of(profile.id)], at=at)


def zones(stores: Set[str]) -> dict[str, ZoneInfo]:
    """By whose clock each of these lives; a store that nobody described by the team's."""
    known = dict(Store.objects.filter(key__in=stores).values_list("key", "time_zone")) if stores - {""} else {}
    return {store: ZoneInfo(known.get(store) or the_team().time_zone or "UTC") for store in stores}


def _segments(profile_id: int) -> frozenset[int]:
    """None while the column store cannot be asked: then what asks for one is not used."""
    try:
        return frozenset(one.segment for one in membership.segments_of(profile_id))
    except ColumnsError:
        return frozenset()
