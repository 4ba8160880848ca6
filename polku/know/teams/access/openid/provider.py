"""The company's provider as the owner has set it up. A change is a new row; the one before has an end."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from polku.kit import clock, net, seal
from polku.know.teams import rights, trail
from polku.know.teams.access.models import OpenIdProvider
from polku.know.teams.access.openid.problems import NotReached, NotUnderstood
from polku.know.teams.access.problems import NotYours
from polku.know.teams.models import Member

PATIENCE_S = 5.0


def current() -> OpenIdProvider | None:
    """None where members sign in with passwords only."""
    return OpenIdProvider.objects.filter(ended_at=None).order_by("-pk").first()


@transaction.atomic
def keep(
    *, name: str, issuer: str, client_id: str, secret: str | None, domains: Sequence[str], role: str, by: Member
) -> OpenIdProvider:
    """`secret`: None leaves what there is. `domains`: whose people join by themselves, as `role`. Raises NotYours."""
    if domains and not rights.may_give(by, role):
        raise NotYours
    before = current()
    sealed = before.client_secret if before is not None else ""
    if secret is not None:
        sealed = seal.shut(secret, key=settings.SECRET_KEY)
    OpenIdProvider.objects.filter(ended_at=None).update(ended_at=clock.now())
    kept = OpenIdProvider.objects.create(
        name=name.strip(),
        issuer=issuer.strip(),
        client_id=client_id.strip(),
        client_secret=sealed,
        domains=sorted({_domain(one) for one in domains if _domain(one)}),
        role=role if domains else "",
        saved_by=by,
    )
    was, now = trail.changed(_shown(before), _shown(kept))
    trail.note(by, "openid.saved", subject=f"openid:{kept.pk}", before=was, after=now)
    return kept


@transaction.atomic
def end(*, by: Member) -> None:
    """Members sign in with passwords only. A second time changes nothing."""
    found = current()
    if found is None:
        return
    OpenIdProvider.objects.filter(ended_at=None).update(ended_at=clock.now())
    trail.note(by, "openid.ended", subject=f"openid:{found.pk}", before=_shown(found))


def secret_of(provider: OpenIdProvider) -> str:
    """Raises NotUnderstood when it was sealed with another key."""
    try:
        return seal.opened(provider.client_secret, key=settings.SECRET_KEY) if provider.client_secret else ""
    except seal.SealError as problem:
        raise NotUnderstood(str(problem)) from problem


def ask(url: str, *, body: bytes | None = None, headers: dict[str, str] | None = None) -> net.Answer:
    """One request to the provider. Raises NotReached."""
    try:
        return net.fetch(
            url,
            allow_private=settings.ALLOW_PRIVATE_ADDRESSES,
            method="GET" if body is None else "POST",
            headers={"Accept": "application/json", **(headers or {})},
            body=body,
            timeout_s=PATIENCE_S,
        )
    except net.NetError as problem:
        raise NotReached(f"{url}: {problem.sentence} {problem.detail}") from problem


def _domain(text: str) -> str:
    return text.strip().lower().removeprefix("@")


def _shown(provider: OpenIdProvider | None) -> dict[str, object]:
    names = ("name", "issuer", "client_id", "domains", "role")
    return {name: getattr(provider, name) for name in names} if provider is not None else {}
