"""Names of picture files and the addresses below which they are shown."""

import re
import secrets

MEDIA = "/p/media/"
NAME = re.compile(r"[A-Za-z0-9_-]{43}\.(png|jpg|gif|webp)")


def new_name(ending: str) -> str:
    """256 random bits: whoever has not been sent the address does not find it."""
    return f"{secrets.token_urlsafe(32)}.{ending}"


def is_name(name: str) -> bool:
    return NAME.fullmatch(name) is not None


def without_ending(address: str) -> str:
    """Below it are the picture's sizes: LINE takes no endings there."""
    return address.rpartition(".")[0]


def address(name: str) -> str:
    """As it stands in a block; mails have the installation's own address before it."""
    return f"{MEDIA}{name}"
