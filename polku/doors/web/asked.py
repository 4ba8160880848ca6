"""A request to a page of ours: what the entrance and htmx have put on it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from polku.know.teams.access.models import SignIn
from polku.know.teams.models import Member, Team


class Knock(HttpRequest):
    """Somebody at the entrance. For types only; requests are Django's own."""

    htmx: HtmxDetails
    team: Team
    sign_in: SignIn | None


class Asked(Knock):
    """A member asks."""

    user: Member
