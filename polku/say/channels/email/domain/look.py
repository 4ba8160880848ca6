"""One look at everything that DNS says of the sending domain."""

from collections.abc import Sequence
from ipaddress import ip_address

import msgspec

from polku.kit.addresses import is_public
from polku.say.channels.email import address
from polku.say.channels.email.domain import dkim, dmarc
from polku.say.channels.email.domain.dns import Dns, Question
from polku.say.channels.email.domain.finding import Finding
from polku.say.channels.email.domain.spf_words import spf_finding
from polku.say.channels.email.models import DkimKey, EmailServer
from polku.say.channels.email.settings import TOKEN_PLACE, sender_domain
from polku.say.channels.email.signing.record import record_of


class Looked(msgspec.Struct, frozen=True):
    """`keys`: by their number."""

    spf: Finding
    dmarc: Finding
    keys: dict[int, Finding]
    asked: str  # the name server

    @property
    def is_silent(self) -> bool:
        return all(one.state == "silent" for one in (self.spf, self.dmarc, *self.keys.values()))


def look(server: EmailServer, keys: Sequence[DkimKey], dns: Dns | None = None) -> Looked:
    dns = dns or Dns()
    domain, returns = sender_domain(server), return_domain(server)
    dns.foresee(_questions(server, domain, returns, keys))
    is_signed = any(key.signs_from is not None and key.ended_at is None for key in keys)
    return Looked(
        spf=spf_finding(returns, server.host, dns, knows_address=is_reachable(server.host)),
        dmarc=dmarc.finding(domain, returns, dns, is_signed=is_signed),
        keys={key.pk: dkim.finding(key, dns) for key in keys},
        asked=dns.server,
    )


def look_at(key: DkimKey, dns: Dns | None = None) -> Finding:
    """Whether a key is published."""
    return dkim.finding(key, dns or Dns())


def return_domain(server: EmailServer) -> str:
    """Whose SPF record counts: the domain to which undeliverable letters go."""
    found = address.read(server.bounce_address.replace(TOKEN_PLACE, "x", 1)) if server.bounce_address else None
    return found.domain if found is not None else sender_domain(server)


def is_reachable(host: str) -> bool:
    """Not a server of one's own network, whose outer address nobody here knows."""
    try:
        return is_public(ip_address(host))
    except ValueError:
        return "." in host and not host.endswith((".local", ".internal", ".lan"))


def _questions(server: EmailServer, domain: str, returns: str, keys: Sequence[DkimKey]) -> list[Question]:
    names = [returns, *(f"_dmarc.{one}" for one in dmarc.upwards(domain)), *(record_of(key).name for key in keys)]
    hosts: list[Question] = [(server.host, "A"), (server.host, "AAAA")]
    return [(name, "TXT") for name in names] + (hosts if is_reachable(server.host) else [])
