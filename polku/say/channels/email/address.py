"""E-mail addresses as a mail server takes them."""

import re
from functools import lru_cache

import idna
import msgspec

LOCAL_BYTES = 64  # RFC 5321
WHOLE_BYTES = 254
ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
PLAIN = re.compile(r"[!-~]+")  # visible ASCII
LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029<>()\[\],;:\\\"@]")  # outside of quotes


class Address(msgspec.Struct, frozen=True, gc=False):
    """`text` stands in commands and headers. `needs_utf8`: only a server that speaks SMTPUTF8 can carry it."""

    text: str
    domain: str
    needs_utf8: bool = False


def read(given: str) -> Address | None:
    """An address, with its domain in ASCII; None for what no server could take."""
    local, at, domain = given.strip().rpartition("@")
    host = domain_in_ascii(domain) if at else None
    if host is None or not local or UNFIT.search(local) or len(local.encode()) > LOCAL_BYTES:
        return None
    if not local.isascii():
        return _fitting(Address(f"{local}@{host}", host, needs_utf8=True))
    if ATOM.fullmatch(local):
        return _fitting(Address(f"{local}@{host}", host))
    # "a..b": older Japanese mobile addresses have it, and it must be quoted.
    return _fitting(Address(f'"{local}"@{host}', host)) if PLAIN.fullmatch(local) else None


@lru_cache(maxsize=20_000)
def domain_in_ascii(domain: str) -> str | None:
    """`münchen.example` → `xn--mnchen-3ya.example`; None for what is no domain."""
    try:
        name = domain.lower() if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        return None
    labels = name.split(".")
    return name if len(name) <= 253 and all(LABEL.fullmatch(label) for label in labels) else None


def _fitting(address: Address) -> Address | None:
    return address if len(address.text.encode()) <= WHOLE_BYTES else None
