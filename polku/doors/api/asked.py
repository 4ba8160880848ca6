"""What many addresses ask of a request: who answers for it, and a number that may be looked for."""

from django.http import HttpRequest

from polku.know.teams.models import ApiKey, Member

LARGEST_NUMBER = 2**63 - 1


def member(request: HttpRequest) -> Member | None:
    """Whoever made the key answers for what it does."""
    return request.auth.created_by  # type: ignore[attr-defined,no-any-return] # put there by the key's check


def key_of(request: HttpRequest) -> ApiKey:
    return request.auth  # type: ignore[attr-defined,no-any-return] # put there by the key's check


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def bounded(number: int) -> int:
    """No number beyond what databases can compare: 0, which is nobody's."""
    return number if abs(number) <= LARGEST_NUMBER else 0
