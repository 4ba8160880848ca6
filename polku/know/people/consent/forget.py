"""Forgetting what somebody said, when she is erased."""

from collections.abc import Iterable

from polku.know.people.consent.models import Consent, ConsentAsked


def forget(identity_ids: Iterable[int], *, emails: Iterable[str] = ()) -> None:
    """Within the caller's transaction: all sayings of these identities, and sign-ups from these addresses."""
    Consent.objects.filter(identity_id__in=list(identity_ids)).delete()
    ConsentAsked.objects.filter(email__in=[email.strip().lower() for email in emails]).delete()
