"""Where somebody stands, and what is missing to the next rank."""

from collections.abc import Collection, Mapping
from contextlib import suppress

import msgspec

from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.ranks.facts import facts_of, today
from polku.act.rewards.ranks.level import amount
from polku.act.rewards.ranks.models import RankHeld
from polku.act.rewards.ranks.terms import Rank, RanksTerms, read
from polku.kit import clock
from polku.know.people.models import Identity


class Standing(msgspec.Struct, frozen=True):
    """On one ladder. `amount`: what counts for them now; `missing` of it to the `next` rank.

    `since_ms`: None of the rank that everybody has. `until_ms`: when they fall if nothing else happens; None: never.
    """

    program: Program
    terms: RanksTerms
    rank: Rank | None
    since_ms: int | None
    until_ms: int | None
    amount: int
    next: Rank | None
    missing: int


def rank_of(profile_id: int) -> Standing | None:
    """On the ladder that is live: the first of them. None: there is none."""
    found = ladder()
    if found is None:
        return None
    program, terms = found
    row = _row(program, terms, profile_id)
    rank = terms.rank(row.rank) if row is not None else None
    now = clock.now()
    there = amount(terms, facts_of(program, terms, [profile_id], now=now)[profile_id], today(now))
    following = next((one for one in terms.ranks if one.at > there and one.at > (rank.at if rank else -1)), None)
    return Standing(
        program=program,
        terms=terms,
        rank=rank or terms.base,
        since_ms=row.since_ms if row is not None and rank is not None else None,
        until_ms=row.until_ms if row is not None and rank is not None else None,
        amount=there,
        next=following,
        missing=max(0, following.at - there) if following is not None else 0,
    )


def key_of(profile_id: int) -> str:
    """The key of their rank, for conditions; "": they have none."""
    found = ladder()
    if found is None:
        return ""
    program, terms = found
    row = _row(program, terms, profile_id)
    rank = (terms.rank(row.rank) if row is not None else None) or terms.base
    return rank.key if rank is not None else ""


def factors_of(profiles: Collection[int]) -> Mapping[int, int]:
    """By profile: how many percent of the points of a purchase they get."""
    found = ladder()
    if found is None or not profiles:
        return {}
    program, terms = found
    base = terms.base.factor if terms.base is not None else 100
    theirs = dict.fromkeys(profiles, base)
    if all(one.factor == base for one in terms.ranks) and base == 100:
        return theirs
    belongs = dict(Identity.objects.filter(profile_id__in=list(profiles)).values_list("pk", "profile_id"))
    rows = RankHeld.objects.filter(program_id=program.pk, identity_id__in=list(belongs))
    for identity, key in rows.values_list("identity_id", "rank"):
        profile, rank = belongs[identity], terms.rank(key)
        theirs[profile] = max(theirs[profile], rank.factor if rank is not None else base)
    return theirs


def ladder() -> tuple[Program, RanksTerms] | None:
    """The one that counts: the first that is live, or else paused: then people keep what they have."""
    rows = Program.objects.filter(kind=Program.Kind.RANKS, state__in=(Program.State.LIVE, Program.State.PAUSED))
    program = rows.order_by("state", "pk").first()
    return (program, terms_of(program)) if program is not None else None


def rank_names() -> dict[str, str]:
    """By key, as the ladder that counts calls them, the lowest first."""
    found = ladder()
    return {one.key: one.name for one in found[1].ranks} if found is not None else {}


def titles(keys: Collection[str]) -> dict[str, str]:
    """What these are called, by key: of the ladder that counts, the lowest first, then as earlier ladders did."""
    here, elsewhere = rank_names(), dict[str, str]()
    gone = sorted(set(keys) - here.keys())
    if gone:
        for program in Program.objects.filter(kind=Program.Kind.RANKS).order_by("pk"):
            with suppress(TermsProblem):
                elsewhere |= {one.key: one.name for one in terms_of(program).ranks}
    known = {key: name for key, name in here.items() if key in keys}
    return known | {key: elsewhere.get(key, key) for key in gone}


def terms_of(program: Program) -> RanksTerms:
    return read(Terms.objects.filter(program=program).order_by("-number").values_list("terms", flat=True)[0])


def _row(program: Program, terms: RanksTerms, profile_id: int) -> RankHeld | None:
    """The highest, where two people became one just now."""
    names = Identity.objects.filter(profile_id=profile_id).values("pk")
    rows = list(RankHeld.objects.filter(program_id=program.pk, identity_id__in=names))
    places = {one.key: place for place, one in enumerate(terms.ranks)}
    return max(rows, key=lambda row: (places.get(row.rank, -1), -row.since_ms), default=None)
