"""The first minute of an installation: its team, its owner, its first keys."""

import secrets

from django.db import transaction

from polku.know.teams.models import Member, Source, Team, create_api_key, create_source

WORDS_IN_PASSWORD = 4


class BeginError(Exception):
    """The installation cannot be begun."""


class OwnerExists(BeginError):
    """This installation has an owner already; sign in, or get a new password by `polku user reset-password EMAIL`."""


class Beginning:
    """What the owner must be told once: none of it can be read again later, but for the write key."""

    def __init__(self, owner: Member, password: str, write_key: str, api_key: str) -> None:
        self.owner = owner
        self.password = password
        self.write_key = write_key
        self.api_key = api_key


@transaction.atomic
def begin(
    owner_email: str, *, password: str | None = None, team_name: str = "My shop", is_demo: bool = False
) -> Beginning:
    """Create the team, its owner, a first source and a first API key. Raises OwnerExists on a second call."""
    if Member.objects.exists():
        raise OwnerExists
    password = password or new_password()
    Team.objects.create(name=team_name, is_demo=is_demo)
    owner = Member.objects.create_user(owner_email, password, role="owner")
    source: Source = create_source("First source")
    _, api_key = create_api_key("First key", by=owner)
    return Beginning(owner, password, source.write_key, api_key)


def new_password() -> str:
    """One that a machine makes and a person types once."""
    return "-".join(secrets.token_hex(2) for _ in range(WORDS_IN_PASSWORD))


def the_team() -> Team:
    """The one team of this installation."""
    return Team.objects.order_by("pk").first() or Team(name="")
