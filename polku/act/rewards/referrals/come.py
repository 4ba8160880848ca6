"""A friend comes by somebody's link: the first who brings them counts."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.referrals.facts import people_of
from polku.act.rewards.referrals.link import by_codes
from polku.act.rewards.referrals.models import Referral, Referrer


class Coming(msgspec.Struct, frozen=True):
    """`identity`: the friend's. `device`, `network`: hashes, where they are known."""

    code: str
    identity: int
    at_ms: int
    device: str = ""
    network: str = ""


def come(comings: Sequence[Coming]) -> list[int]:
    """Within the caller's transaction, by one at a time. Returns the numbers of the rows that are new.

    Whether a friend counts is seen when all the facts are there (`settle.py`); here they are only noted.
    """
    referrers = by_codes(sorted({one.code for one in comings}))
    known = [one for one in comings if one.code in referrers]
    programs = _live({referrers[one.code].program_id for one in known})
    known = [one for one in known if referrers[one.code].program_id in programs]
    if not known:
        return []
    people = people_of(one.identity for one in known)
    names = {number for one in known for number in people.identities(people.profiles[one.identity])}
    names |= {one.identity for one in known}
    there = Referral.objects.filter(program_id__in=programs, identity_id__in=names)
    taken = {(program, people.profiles[number]) for program, number in there.values_list("program_id", "identity_id")}
    made = []
    for one in sorted(known, key=lambda one: one.at_ms):
        referrer = referrers[one.code]
        key = (referrer.program_id, people.profiles[one.identity])
        if key in taken or key[1] == people.profiles.get(referrer.identity_id, referrer.identity_id):
            continue  # who opens their own link has brought nobody
        taken.add(key)
        made.append(_note(one, referrer, programs[referrer.program_id]))
    return made


def _note(one: Coming, referrer: Referrer, terms: int) -> int:
    row = Referral.objects.create(
        program_id=referrer.program_id,
        terms=terms,
        referrer=referrer,
        identity_id=one.identity,
        state=Referral.State.INVITED,
        came_ms=one.at_ms,
        at_ms=one.at_ms,
        device=one.device[:32],
        network=one.network[:32],
    )
    return row.pk


def _live(numbers: set[int]) -> dict[int, int]:
    """Of these programs those that are live, with the number of their newest terms."""
    live = Program.objects.filter(pk__in=numbers, kind=Program.Kind.REFERRAL, state=Program.State.LIVE)
    rows = Terms.objects.filter(program__in=live).order_by("number")
    return dict(rows.values_list("program_id", "number"))
