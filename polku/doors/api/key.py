"""API keys: who calls, and whether this key may."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from polku.doors.api.errors import ApiError, not_found
from polku.kit import clock, ids, seal
from polku.know.people import find
from polku.know.people.stores.within import is_within
from polku.know.teams import trail
from polku.know.teams.models import ApiKey
from polku.know.teams.rights import RIGHT_NAMES, Right, key_may

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
        if self.right is None or not key_may(found, self.right):
            raise _not_allowed(self.right)
        _only_within_stores(request, found)
        trail.with_key(found)
        return found


def stores_of(request: HttpRequest) -> list[str]:
    """The stores to which the caller's key is limited; none: no limit."""
    key: ApiKey = request.auth  # type: ignore[attr-defined] # put there by the check above
    return list(key.stores)


def must_have(request: HttpRequest, right: Right) -> None:
    """For what only some calls of an address need. Raises ApiError."""
    if not key_may(request.auth, right):  # type: ignore[attr-defined] # put there by the check above
        raise _not_allowed(right)


def _only_within_stores(request: HttpRequest, key: ApiKey) -> None:
    """Every address below `people/{person_id}` is about somebody: whom a limited key may not see is not there."""
    match = request.resolver_match
    public_id = match.kwargs.get("person_id") if match and key.stores else None
    if public_id is None:
        return
    number = ids.number(public_id)
    profile = find.by_id(number) if number is not None else None
    if profile is None or not is_within(profile.id, key.stores):
        raise nobody(public_id)


def nobody(public_id: str) -> ApiError:
    return not_found(_("There is no person with the id “{id}”.").format(id=public_id[:40]))


def _not_allowed(right: Right | None) -> ApiError:
    missing = RIGHT_NAMES[right] if right else ""
    sentence = _("This key's scopes do not hold “{right}” ({name}). Make a key with that scope in the settings.")
    return ApiError(403, "forbidden", sentence.format(right=right, name=missing))
