"""Which offers somebody sees. Whoever is not meant does not learn that there is one."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import msgspec

from polku.act.rewards.ledger.models import Counter, Program, Terms
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.terms import OfferTerms, read
from polku.act.rewards.programs import latest
from polku.act.rewards.ranks.standing import key_of
from polku.kit.columns import ColumnsError
from polku.know.people.models import Identity
from polku.know.segments.live import membership

PLACES = "places"  # the scope in which they are counted


class Who(msgspec.Struct, frozen=True):
    """A person, with what offers ask of them: asked for only where an offer does."""

    profile: int
    identities: tuple[int, ...]
    rank: str = ""  # "": not asked for yet
    segments: frozenset[int] | None = None  # None: not asked for yet


class Seen(msgspec.Struct, frozen=True):
    """An offer as somebody sees it. `left`: places; None where they are not counted."""

    program: Program
    terms: OfferTerms
    place: Place | None = None
    left: int | None = None


def who(profile_id: int) -> Who:
    return who_each([profile_id])[profile_id]


def who_each(profiles: Collection[int]) -> dict[int, Who]:
    """By their numbers."""
    names: dict[int, list[int]] = {one: [] for one in profiles}
    rows = Identity.objects.filter(profile_id__in=names, is_named=True).order_by("pk")
    for number, profile in rows.values_list("pk", "profile_id"):
        names[profile].append(number)
    return {profile: Who(profile, tuple(theirs) or (profile,)) for profile, theirs in names.items()}


def offers_of(person: Who, *, now: datetime) -> list[Seen]:
    """Those that are on now, what ends first before the rest; with what they have of it."""
    programs = {row.pk: row for row in Program.objects.filter(kind=Program.Kind.OFFER, state=Program.State.LIVE)}
    promised = dict(Terms.objects.filter(program__in=programs).order_by("number").values_list("program_id", "terms"))
    places = Place.objects.filter(program_id__in=programs, identity_id__in=person.identities).order_by("-pk")
    theirs = {one.program_id: one for one in places}
    taken = taken_of(list(programs))
    found = []
    for number, row in programs.items():
        terms = read(promised[number])
        if not is_on(terms, now=now) or not (number in theirs or may_see(terms, person, now=now)):
            continue
        left = None if terms.places is None else max(terms.places - taken.get(number, 0), 0)
        found.append(Seen(row, terms, theirs.get(number), left))
    return sorted(found, key=lambda one: (one.terms.ends or datetime.max.replace(tzinfo=UTC), one.program.pk))


def offer_of(program: Program, person: Who, *, now: datetime) -> Seen | None:
    """One of them, if they see it."""
    return next((one for one in offers_of(person, now=now) if one.program.pk == program.pk), None)


def places_of(program: Program, people: Sequence[Who]) -> dict[int, Place]:
    """person → their place, whichever of their names it was for; the newest."""
    owners = {number: one.profile for one in people for number in one.identities}
    rows = Place.objects.filter(program_id=program.pk, identity_id__in=owners).order_by("pk")
    return {owners[row.identity_id]: row for row in rows}


def terms_of(program: Program) -> OfferTerms:
    return read(latest(program).terms)


def is_on(terms: OfferTerms, *, now: datetime) -> bool:
    return (terms.begins is None or terms.begins <= now) and (terms.ends is None or now < terms.ends)


def may_see(terms: OfferTerms, person: Who, *, now: datetime) -> bool:
    """Each condition that is named holds, or it is open to everybody by now."""
    if terms.open_to_all is not None and terms.open_to_all <= now:
        return True
    if terms.ranks and (person.rank or key_of(person.profile)) not in terms.ranks:
        return False
    if terms.segment is None:
        return True
    return terms.segment in (_segments(person.profile) if person.segments is None else person.segments)


def taken_of(programs: Sequence[int]) -> dict[int, int]:
    rows = Counter.objects.filter(program_id__in=programs, scope=PLACES)
    return dict(rows.values_list("program_id", "count"))


def _segments(profile_id: int) -> frozenset[int]:
    """None while the column store cannot be asked: then what asks for one is not seen."""
    try:
        return frozenset(one.segment for one in membership.segments_of(profile_id))
    except ColumnsError:
        return frozenset()
