"""The mail server's settings: kept in the database, so that every process sees a change at once."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from polku.kit import ids, seal
from polku.know.teams.models import Member
from polku.say.channels.email import address
from polku.say.channels.email.connect import own_name
from polku.say.channels.email.models import EmailServer

MOST_CONNECTIONS = 20
TOKEN_PLACE = "*"  # noqa: S105 - where a bounce address takes the message's name: bounce+*@shop.example
TOKEN_LENGTH = 26


class Wrong(ValueError):
    """A setting cannot be kept; `field` says which one."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def current() -> EmailServer | None:
    """As they are now; None as long as nothing is set up."""
    return EmailServer.objects.order_by("pk").first()


def keep(values: dict[str, Any], *, password: str | None, by: Member | None, now: datetime) -> EmailServer:
    """Change the settings named in `values`. `password`: None leaves the one there is. Raises Wrong."""
    server = current() or EmailServer(bounce_secret=ids.new_key("bs"))
    for name, value in values.items():
        setattr(server, name, value.strip() if isinstance(value, str) else value)
    if password is not None:
        server.sealed_password = seal.shut(password, key=settings.SECRET_KEY) if password else ""
    _check(server)
    server.changed_at, server.changed_by = now, by
    server.save()
    return server


def shown(server: EmailServer) -> dict[str, Any]:
    """For the trail: what is set, less what is secret."""
    secret = {"id", "sealed_password", "bounce_secret", "changed_at", "changed_by"}
    return {field.name: getattr(server, field.name) for field in EmailServer._meta.fields if field.name not in secret}


def sender_domain(server: EmailServer) -> str:
    found = address.read(server.from_address)
    return found.domain if found is not None else own_name()


def _check(server: EmailServer) -> None:
    if address.domain_in_ascii(server.host) is None and ":" not in server.host:
        raise Wrong("host", _("This is not the name of a server."))
    if not 1 <= server.port <= 65_535:
        raise Wrong("port", _("A port is a number from 1 to 65535; mail servers often use 587, 465 or 25."))
    if not 1 <= server.connections <= MOST_CONNECTIONS:
        raise Wrong("connections", _("From 1 to {most} connections.").format(most=MOST_CONNECTIONS))
    if not 0 <= server.per_second <= 10_000:
        raise Wrong("per_second", _("Messages per second on each connection; 0 for as many as the server takes."))
    for field in ("from_address", "reply_to"):
        given = getattr(server, field)
        if (given or field == "from_address") and address.read(given) is None:
            raise Wrong(field, _("This is not an e-mail address."))
    with_token = server.bounce_address.replace(TOKEN_PLACE, "x" * TOKEN_LENGTH, 1)
    if with_token and address.read(with_token) is None:
        raise Wrong("bounce_address", _("This is not an e-mail address. A * in it takes the message’s name."))
