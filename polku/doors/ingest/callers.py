"""The keys of those who ask together."""

from datetime import timedelta

from polku.kit import clock, seal
from polku.know.teams.models import ApiKey

USED_EVERY = timedelta(minutes=1)


def keys_of(tokens: set[str]) -> dict[str, ApiKey]:
    """By their tokens; those that open nothing are left out. Their last use is noted once a minute."""
    prints = {seal.fingerprint(token): token for token in tokens}
    found = {prints[row.fingerprint]: row for row in ApiKey.objects.filter(fingerprint__in=prints, ended_at=None)}
    now = clock.now()
    stale = [row.pk for row in found.values() if row.used_at is None or now - row.used_at >= USED_EVERY]
    if stale:
        ApiKey.objects.filter(pk__in=stale).update(used_at=now)
    return found
