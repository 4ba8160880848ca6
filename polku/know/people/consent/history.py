"""What one person said, for their page and for the API."""

from collections.abc import Collection
from dataclasses import dataclass

from polku.know.people.consent.may_send import softened
from polku.know.people.consent.models import Consent
from polku.know.people.consent.purposes import NOT_MESSAGES, Purpose, purposes
from polku.know.people.consent.standing import deciding, why_not
from polku.know.people.models import Identity

MOST = 500


@dataclass(frozen=True)
class Standing:
    """Of one purpose and channel ("": said of no channel in particular): whether we may now, and by which saying."""

    purpose: Purpose
    channel: str
    why_not: str  # standing.py; "" where we may
    by: Consent | None  # None where nobody said anything
    is_unasked: bool = False  # a channel on which they count as allowing it, until they say no

    @property
    def may(self) -> bool:
        return not self.why_not


def history(profile_id: int) -> list[Consent]:
    """The newest first."""
    mine = Identity.objects.filter(profile_id=profile_id).values_list("id", flat=True)
    return list(Consent.objects.filter(identity_id__in=mine).order_by("-at_ms", "-id")[:MOST])


def standings(said: list[Consent], *, now_ms: int, unasked: Collection[str] = ()) -> list[Standing]:
    """Every purpose, with each channel of which something was said by itself.

    `unasked`: channels on which they may be written to without having agreed. Each of these stands by itself where
    that makes a difference.
    """
    found = []
    for purpose in purposes():
        softer = set() if purpose.basis != "opt_in" or purpose.key in NOT_MESSAGES else set(unasked)
        spoken_of = {one.channel for one in said if one.purpose in (purpose.key, "") and not one.topic} | {""}
        every = _standing(said, purpose, "", now_ms=now_ms)
        for channel in sorted(spoken_of | softer):
            one = _standing(said, purpose, channel, is_unasked=channel in softer, now_ms=now_ms)
            if channel in spoken_of or one.why_not != every.why_not:
                found.append(one)
    return found


def _standing(
    said: list[Consent], purpose: Purpose, channel: str, *, is_unasked: bool = False, now_ms: int
) -> Standing:
    basis = softened(purpose.basis, is_opt_out=is_unasked)
    by = deciding(said, purpose=purpose.key, channel=channel)
    reason = why_not(said, purpose=purpose.key, channel=channel, basis=basis, now_ms=now_ms)
    return Standing(purpose, channel, reason, by if isinstance(by, Consent) else None, is_unasked and by is None)
