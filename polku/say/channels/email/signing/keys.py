"""Keys that letters are signed with: made, begun, ended. One of each kind signs at a time."""

from datetime import datetime
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from polku.kit import seal
from polku.know.teams.models import Member
from polku.say.channels.email.models import DkimKey
from polku.say.channels.email.signing.record import public_of
from polku.say.channels.email.signing.sign import PrivateKey, Signer

RSA_BITS = 2048  # RFC 8301; longer ones do not fit into the answer of many name servers


def make(domain: str, *, algorithm: str, by: Member | None, now: datetime) -> DkimKey:
    """A new key, which does not sign yet: its record is published first."""
    private: PrivateKey = (
        Ed25519PrivateKey.generate()
        if algorithm == DkimKey.Algorithm.ED25519
        else generate_private_key(65537, RSA_BITS)
    )
    text = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    with transaction.atomic():
        return DkimKey.objects.create(
            domain=domain,
            selector=_free_selector(domain, algorithm, now),
            algorithm=algorithm,
            sealed_private=seal.shut(text, key=settings.SECRET_KEY),
            public=public_of(private),
            made_at=now,
            made_by=by,
        )


def begin(key: DkimKey, *, by: Member | None, now: datetime) -> list[DkimKey]:
    """From now on it signs. Gives those of its kind that sign no more: their records stay in DNS for a while."""
    with transaction.atomic():
        before = list(signing(key.domain).filter(algorithm=key.algorithm).exclude(pk=key.pk))
        for one in before:
            end(one, by=by, now=now)
        key.signs_from, key.begun_by = now, by
        key.save(update_fields=["signs_from", "begun_by"])
    return before


def end(key: DkimKey, *, by: Member | None, now: datetime) -> None:
    """It signs no more, and cannot again: what is secret of it is forgotten."""
    key.ended_at, key.ended_by, key.sealed_private = now, by, ""
    key.save(update_fields=["ended_at", "ended_by", "sealed_private"])


def signing(domain: str) -> QuerySet[DkimKey]:
    """Those that sign letters of the domain."""
    return DkimKey.objects.filter(domain=domain, signs_from__isnull=False, ended_at__isnull=True).order_by("pk")


def signers(domain: str) -> list[Signer]:
    """The same, ready to sign. Raises SealError."""
    return [
        Signer(key.domain, key.selector, _opened(key.sealed_private, settings.SECRET_KEY)) for key in signing(domain)
    ]


@lru_cache(maxsize=16)  # OpenSSL checks an RSA key whenever it is read: 30 ms
def _opened(sealed: str, secret: str) -> PrivateKey:
    found = load_pem_private_key(seal.opened(sealed, key=secret).encode(), password=None)
    assert isinstance(found, RSAPrivateKey | Ed25519PrivateKey)
    return found


def _free_selector(domain: str, algorithm: str, now: datetime) -> str:
    """`polku-20261123`, for Ed25519 `polku-20261123e`; a second one of the day gets a number."""
    name = f"polku-{now:%Y%m%d}{'e' if algorithm == DkimKey.Algorithm.ED25519 else ''}"
    taken = set(DkimKey.objects.filter(domain=domain, selector__startswith=name).values_list("selector", flat=True))
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free
