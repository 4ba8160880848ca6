"""The most letters a minute to each receiving domain: some turn away who sends them more."""

from datetime import datetime

from django.utils.translation import gettext as _

from polku.know.teams.models import Member
from polku.say.channels.email.address import domain_in_ascii
from polku.say.channels.email.models import DomainPace
from polku.say.channels.email.settings import Wrong

MOST = 100_000


def paces() -> dict[str, int]:
    return dict(DomainPace.objects.values_list("domain", "per_minute"))


def keep(domain: str, *, per_minute: int, by: Member | None, now: datetime) -> DomainPace:
    """Raises Wrong."""
    name = domain_in_ascii(domain.strip().removeprefix("@"))
    if name is None or "." not in name:
        raise Wrong("domain", _("This is not the name of a domain."))
    if not 1 <= per_minute <= MOST:
        raise Wrong("per_minute", _("From 1 to {most} letters a minute.").format(most=MOST))
    changed = {"per_minute": per_minute, "changed_at": now, "changed_by": by}
    return DomainPace.objects.update_or_create(domain=name, defaults=changed)[0]


def remove(domain: str) -> int:
    return DomainPace.objects.filter(domain=domain).delete()[0]


def key_of(domain: str) -> str:
    return f"pace:{domain}"
