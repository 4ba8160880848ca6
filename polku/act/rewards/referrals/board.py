"""Who has brought how many: of oneself, and of the best who agreed to be shown."""

from collections.abc import Sequence

import msgspec
from django.db.models import Count

from polku.act.rewards.ledger.models import Movement, Terms
from polku.act.rewards.referrals.facts import people_of
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.act.rewards.referrals.terms import read

SHOWN = 10


class Place(msgspec.Struct, frozen=True):
    name: str  # a first name and an initial
    friends: int
    is_me: bool


def friends_of(referrer: Referrer) -> list[Referral]:
    """The newest first. Who they are is nobody's business but theirs."""
    return list(Referral.objects.filter(referrer=referrer).order_by("-came_ms", "-pk")[:100])


def thanked(rows: Sequence[Referral]) -> set[int]:
    """Those for which whoever brought the friend got their own: the month may have been full, or the prize's limit."""
    done = [row for row in rows if row.state == Referral.State.REWARDED and row.why != "month"]
    causes = {f"referral:{row.pk}:referrer": row.pk for row in done}
    numbers = {(row.program_id, row.terms) for row in done}
    found = Terms.objects.filter(program_id__in={program for program, _number in numbers})
    promised = [read(one.terms).referrer for one in found if (one.program_id, one.number) in numbers]
    programs = {prize.program for prize in promised if prize is not None}
    causes |= {f"{program}/{cause}": row for cause, row in causes.items() for program in programs}
    given = Movement.objects.filter(cause__in=causes, kind=Movement.Kind.GRANT).values_list("cause", flat=True)
    return {causes[cause] for cause in given}


def brought(referrer: Referrer) -> int:
    return Referral.objects.filter(referrer=referrer, state=Referral.State.REWARDED).count()


def best(program_id: int, *, me: Sequence[int] = ()) -> list[Place]:
    """`me`: identities. Of those who agreed, whoever has brought the most first."""
    rows = Referral.objects.filter(program_id=program_id, state=Referral.State.REWARDED, referrer__is_listed=True)
    counted = rows.values_list("referrer__identity_id").annotate(friends=Count("pk")).order_by("-friends", "referrer")
    found = list(counted[:SHOWN])
    people = people_of(identity for identity, _friends in found)
    names = {number: row.name for number, row in people.rows.items()}
    return [
        Place(short(names.get(people.profiles[identity], "")), friends, identity in me) for identity, friends in found
    ]


def short(name: str) -> str:
    """Aino Kaarina Virtanen → Aino V."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name.strip()
