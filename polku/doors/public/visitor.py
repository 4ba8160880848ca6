"""What a request tells of whoever sent it, as far as we want to know."""

from django.http import HttpRequest

from polku.doors.public.limits import network

USER_AGENT_LENGTH = 200


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def proof_of(request: HttpRequest, *, where: str) -> dict[str, str]:
    """How somebody said it: enough to show later, not enough to find them by it."""
    agent = request.headers.get("User-Agent", "")[:USER_AGENT_LENGTH]
    return {"page": where, "network": network(address_of(request)), "user_agent": agent}
