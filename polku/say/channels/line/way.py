"""How LINE is reached for one account: two equal ways share tokens and connections."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.conf import settings

from polku.kit import seal
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.trouble import LineTrouble, Trouble

LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


class Way(msgspec.Struct, frozen=True):
    """An account's settings, as far as asking LINE needs them. Secrets stay shut until they are used."""

    account: int
    name: str
    channel_id: str
    sealed_secret: str
    token_kind: str
    sealed_key: str
    key_id: str
    api_base: str
    data_api_base: str
    plan: str = ""

    @staticmethod
    def of(account: LineAccount) -> "Way":
        taken: dict[str, Any] = {name: getattr(account, name) for name in Way.__struct_fields__ if name != "account"}
        return Way(account=account.pk, **taken)

    def url(self, path: str, *, is_data: bool = False) -> str:
        return (self.data_api_base if is_data else self.api_base).rstrip("/") + path

    def allows_private(self, *, is_data: bool = False) -> bool:
        """Whether this machine itself may be asked.

        Where the installation says so for everything; else only for a base that names this machine in so many words.
        Who enters one needs the right `channels.edit`, and all that is ever asked there are LINE's own paths.
        """
        base = self.data_api_base if is_data else self.api_base
        return bool(settings.ALLOW_PRIVATE_ADDRESSES) or is_this_machine(base)

    @property
    def host(self) -> str:
        return urlsplit(self.api_base).netloc


@lru_cache(maxsize=256)
def is_this_machine(base: str) -> bool:
    """A stand-in for LINE, such as the lab, on a port that is not one of the system's."""
    try:
        parts = urlsplit(base)
        return parts.hostname in LOOPBACK and (parts.port or 0) >= 1024
    except ValueError:
        return False


def opened(sealed: str) -> str:
    """A secret. Raises LineTrouble."""
    try:
        return seal.opened(sealed, key=settings.SECRET_KEY)
    except seal.SealError as problem:
        raise LineTrouble(Trouble("line_key", is_temporary=False)) from problem
