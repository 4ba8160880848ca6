"""API keys: who calls, and whether this key may."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from polku.doors.api.errors import ApiError
from polku.kit import clock, seal
from polku.know.teams.models import ApiKey
from polku.know.teams.rights import RIGHT_NAMES, Right, covers

USED_EVERY = timedelta(minutes=1)


class Key(HttpBearer):
    """`Authorization: Bearer API_KEY`, and the key's scopes hold the right. Without a right it opens to no key."""

    def __init__(self, right: Right | None = None) -> None:
        super().__init__()
        self.right = right

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """The key's row, or None where nothing opens. Its last use is noted once a minute: reading must not write."""
        found = ApiKey.objects.filter(fingerprint=seal.fingerprint(token.strip()), ended_at__isnull=True).first()
        if found is None:
            return None
        now = clock.now()
        if found.used_at is None or now - found.used_at >= USED_EVERY:
            ApiKey.objects.filter(pk=found.pk).update(used_at=now)
        if self.right is None or not covers(found.scopes, self.right):
            raise _not_allowed(self.right)
        return found


def _not_allowed(right: Right | None) -> ApiError:
    missing = RIGHT_NAMES[right] if right else ""
    sentence = _("This key's scopes do not hold “{right}” ({name}). Make a key with that scope in the settings.")
    return ApiError(403, "forbidden", sentence.format(right=right, name=missing))
