"""A message's own name in mail: in its Message-ID and, where the bounce address has a place for it, in its Return-Path.

26 letters and digits, the same whether large or small: some servers make all letters small. The second half is a seal,
so that nobody can tell us of messages that we have not sent.
"""

from hashlib import blake2b

from django.conf import settings

from polku.kit import ids

HALF = ids.LENGTH


def name_of(message_id: int) -> str:
    return ids.public(message_id) + _seal(message_id)


def message_of(name: str) -> int | None:
    """The number of the message of that name; None for what is no name of ours."""
    name = name.lower()
    number = ids.number(name[:HALF])
    return number if number is not None and name[HALF:] == _seal(number) else None


def _seal(message_id: int) -> str:
    key = blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()
    made = blake2b(str(message_id).encode(), key=key, digest_size=8, person=b"mail name").digest()
    return ids.public(int.from_bytes(made, "big") >> 1)
