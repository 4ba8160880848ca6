"""What is known of friends and of those who brought them: of many at once, in a handful of questions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from django.db import connection

from polku.act.rewards.referrals.contacts import contacts
from polku.act.rewards.referrals.doubts import doubts_of
from polku.act.rewards.referrals.judge import Bought, Facts
from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.referrals.terms import ReferralTerms
from polku.kit import bulk
from polku.know.orders.models import Order
from polku.know.people import find
from polku.know.people.models import Profile

NAMELESS = ("anonymous_id", "push")
LONGEST = 50  # friends of friends, until a loop is looked for no further


class People(msgspec.Struct):
    """Some people and all their names."""

    profiles: dict[int, int]  # by identity
    names: dict[int, list[tuple[int, str, str, int]]]  # by profile: number, kind, value, since when
    rows: dict[int, Profile]

    def identities(self, profile: int) -> list[int]:
        return [number for number, *_rest in self.names.get(profile, ())]

    def contacts(self, profile: int) -> frozenset[str]:
        row = self.rows.get(profile)
        said = [value for _number, kind, value, _since in self.names.get(profile, ()) if kind in ("email", "phone")]
        return contacts(*said, *((row.email, row.phone) if row is not None else ()))

    def named_ms(self, profile: int) -> int | None:
        """Since when they are more than a browser."""
        return min((since for _n, kind, _v, since in self.names.get(profile, ()) if kind not in NAMELESS), default=None)


def people_of(identities: Iterable[int]) -> People:
    """An identity that nobody has is a person by itself."""
    wanted = sorted(set(identities))
    profiles = {number: number for number in wanted} | find.profile_ids(wanted)
    names: defaultdict[int, list[tuple[int, str, str, int]]] = defaultdict(list)
    with connection.cursor() as cursor:
        rows = bulk.ask(
            cursor,
            "profile_id, id, kind, value, first_seen_ms",
            "identity WHERE profile_id {among}",
            keys=sorted(set(profiles.values())),
            vendor=connection.vendor,
        )
    for profile, number, kind, value, since in rows:
        profiles[number] = profile
        names[profile].append((number, kind, value, since))
    return People(profiles, dict(names), find.profiles(profiles.values()))


def facts_of(row: Referral, terms: ReferralTerms, people: People, orders: dict[int, list[Bought]]) -> Facts:
    """`people`: the friend and who brought them at the least. `orders`: by profile."""
    friend = people.profiles[row.identity_id]
    referrer = people.profiles[row.referrer.identity_id]
    return Facts(
        came_ms=row.came_ms,
        friend=friend,
        referrer=referrer,
        named_ms=people.named_ms(friend),
        shares_contact=bool(people.contacts(friend) & people.contacts(referrer)),
        shares_device=bool(row.device) and row.device == row.referrer.device,
        is_loop=_is_loop(row, friend, referrer),
        is_twice=_is_twice(row, people.identities(friend)),
        orders=tuple(orders.get(friend, ())),
        doubts=doubts_of(row, terms) if orders.get(friend) else (),
        decided=row.decided,
    )


def orders_of(people: People, profiles: Iterable[int]) -> dict[int, list[Bought]]:
    wanted = [number for profile in set(profiles) for number in people.identities(profile)]
    found: defaultdict[int, list[Bought]] = defaultdict(list)
    for start in range(0, len(wanted), bulk.ASKED):
        for one in Order.objects.filter(identity_id__in=wanted[start : start + bulk.ASKED]):
            minor = 0 if one.is_cancelled else one.revenue_minor - one.refunded_minor
            found[people.profiles[one.identity_id or 0]].append(Bought(one.at_ms, minor, one.currency))
    return found


def _is_twice(row: Referral, friend: Sequence[int]) -> bool:
    """Somebody else brought them, before or already for good: two who have turned out to be one."""
    others = Referral.objects.filter(program_id=row.program_id, identity_id__in=friend).exclude(pk=row.pk)
    others = others.exclude(state=Referral.State.REFUSED)
    return any(one.pk < row.pk or one.state == Referral.State.REWARDED for one in others)


def _is_loop(row: Referral, friend: int, referrer: int) -> bool:
    """Whether the friend has brought, over however many, who brings them. Of a loop the youngest step is refused."""
    above, passed = {referrer}, set[int]()
    while above and len(passed) < LONGEST:
        if friend in above:
            return True
        passed |= above
        theirs = people_of(above)
        names = [number for profile in above for number in theirs.identities(profile)] or list(above)
        older = Referral.objects.filter(program_id=row.program_id, identity_id__in=names, pk__lt=row.pk)
        older = older.exclude(state=Referral.State.REFUSED)
        brought = list(older.values_list("referrer__identity_id", flat=True))
        above = set(people_of(brought).profiles.values()) - passed
    return False
