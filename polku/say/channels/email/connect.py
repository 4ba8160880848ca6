"""One connection to the mail server: opened, encrypted, signed in."""

import smtplib
import ssl
from urllib.parse import urlsplit

import msgspec
from django.conf import settings

from polku.kit import seal
from polku.say.channels.email import trouble
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.trouble import Trouble

CONNECT_S = 10.0


class Unreachable(Exception):
    """The mail server cannot be used at the moment; `trouble` says why."""

    def __init__(self, found: Trouble) -> None:
        super().__init__(found.sentence)
        self.trouble = found


class Way(msgspec.Struct, frozen=True):
    """How to get to the server: two equal ways can share a connection."""

    host: str
    port: int
    security: str
    verifies: bool
    user: str
    sealed_password: str

    @staticmethod
    def to(server: EmailServer) -> "Way":
        return Way(
            server.host,
            server.port,
            server.security,
            server.verifies_certificate,
            server.user,
            server.sealed_password,
        )

    @property
    def server(self) -> str:
        return f"{self.host}:{self.port}"


def connect(way: Way, *, timeout_s: float | None = None) -> smtplib.SMTP:
    """A connection that is ready for MAIL. Raises Unreachable."""
    try:
        password = seal.opened(way.sealed_password, key=settings.SECRET_KEY) if way.sealed_password else ""
    except seal.SealError as problem:
        raise Unreachable(Trouble("email_key", is_temporary=False)) from problem
    found: smtplib.SMTP | None = None
    try:
        found = _greeted(way, timeout_s or CONNECT_S)
        if way.user:
            found.login(way.user, password)
    except (OSError, ValueError) as problem:  # smtplib's errors are OSErrors
        if found is not None:
            found.close()
        raise Unreachable(trouble.connecting(problem, server=way.server)) from problem
    return found


def _greeted(way: Way, timeout_s: float) -> smtplib.SMTP:
    name = own_name()
    if way.security == EmailServer.Security.TLS:
        found: smtplib.SMTP = smtplib.SMTP_SSL(
            way.host, way.port, local_hostname=name, timeout=timeout_s, context=_context(way)
        )
    else:
        found = smtplib.SMTP(way.host, way.port, local_hostname=name, timeout=timeout_s)
    try:
        if way.security == EmailServer.Security.STARTTLS:
            found.starttls(context=_context(way))
        found.ehlo_or_helo_if_needed()
    except (OSError, ValueError):
        found.close()
        raise
    return found


def own_name() -> str:
    """How we greet: the name under which this installation is reached."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    if ":" in host:
        return f"[IPv6:{host}]"
    return f"[{host}]" if host.replace(".", "").isdigit() else host


def _context(way: Way) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not way.verifies:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
