"""API keys: who calls."""

from datetime import timedelta

from django.http import HttpRequest
from ninja.security import HttpBearer

from polku.kit import clock, seal
from polku.know.teams.models import ApiKey

USED_EVERY = timedelta(minutes=1)


class Key(HttpBearer):
    """`Authorization: Bearer API_KEY`"""

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """The key's row, or None where nothing opens. Its last use is noted once a minute: reading must not write."""
        found = ApiKey.objects.filter(fingerprint=seal.fingerprint(token.strip()), ended_at__isnull=True).first()
        now = clock.now()
        if found is not None and (found.used_at is None or now - found.used_at >= USED_EVERY):
            ApiKey.objects.filter(pk=found.pk).update(used_at=now)
        return found
