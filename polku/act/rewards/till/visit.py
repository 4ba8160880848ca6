"""Whom a code has named: kept by whoever read it, signed, for a day."""

import msgspec
from django.conf import settings

from polku.act.rewards.till.problems import OVER, TillProblem
from polku.act.rewards.till.teller import Teller
from polku.kit import clock, seal
from polku.know.people import find
from polku.know.people.erase import going
from polku.know.people.models import Identity, Profile

LASTS_MS = clock.DAY_MS  # a till may be without a line for hours


class Visit(msgspec.Struct, frozen=True):
    """`code`: the name of the code that was shown; "" where somebody typed who it is. `named`: whom it named then."""

    profile: Profile
    identities: list[Identity]
    code: str = ""
    named: int = 0

    @property
    def numbers(self) -> list[int]:
        return [one.id for one in self.identities]

    @property
    def leading(self) -> Identity:
        return self.identities[0]


def begin(profile: Profile, code: str, teller: Teller, *, now_ms: int) -> str:
    """For this teller alone."""
    return seal.signed(
        f"{profile.id} {code}", key=settings.SECRET_KEY, purpose=_purpose(teller), expires_ms=now_ms + LASTS_MS
    )


def opened(token: str, teller: Teller, *, now_ms: int) -> Visit:
    """Raises TillProblem. Who has merged meanwhile is who they are now."""
    try:
        text = seal.verified(token, key=settings.SECRET_KEY, purpose=_purpose(teller), now_ms=now_ms)
    except seal.SealError as problem:
        raise TillProblem(OVER) from problem
    number, _space, code = text.partition(" ")
    found = visit_of(int(number), code)
    if found is None:
        raise TillProblem(OVER)
    return msgspec.structs.replace(found, named=int(number))


def visit_of(profile_id: int, code: str = "") -> Visit | None:
    """None where there is nobody, or nobody any more."""
    profile = find.by_id(profile_id)
    identities = find.identities_of(profile.id) if profile is not None else []
    if profile is None or not identities or going(profile.id) is not None:
        return None
    return Visit(profile, identities, code)


def _purpose(teller: Teller) -> str:
    return f"till {teller.name}"
