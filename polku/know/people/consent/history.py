"""What one person said, for their page and for the API."""

from dataclasses import dataclass

from polku.know.people.consent.models import Consent
from polku.know.people.consent.purposes import Purpose, purposes
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

    @property
    def may(self) -> bool:
        return not self.why_not


def history(profile_id: int) -> list[Consent]:
    """The newest first."""
    mine = Identity.objects.filter(profile_id=profile_id).values_list("id", flat=True)
    return list(Consent.objects.filter(identity_id__in=mine).order_by("-at_ms", "-id")[:MOST])


def standings(said: list[Consent], *, now_ms: int) -> list[Standing]:
    """Every purpose, with each channel of which something was said by itself."""
    found = []
    for purpose in purposes():
        channels = sorted({one.channel for one in said if one.purpose in (purpose.key, "") and not one.topic} | {""})
        for channel in channels:
            by = deciding(said, purpose=purpose.key, channel=channel)
            reason = why_not(said, purpose=purpose.key, channel=channel, basis=purpose.basis, now_ms=now_ms)
            found.append(Standing(purpose, channel, reason, by if isinstance(by, Consent) else None))
    return found
