"""Trying what was entered before it is kept."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from polku.kit import seal
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.look import Heard, hear
from polku.say.channels.line.wrong import check, check_key, check_secret

NOBODY = -1  # the number of no account: its token is nobody's either


def probe(values: Mapping[str, Any], *, secret: str, key: str, name: str = "", row: LineAccount | None = None) -> Heard:
    """Ask LINE as an account with these settings would; what is empty is as in `row`, which is used up.

    Raises Wrong for what cannot be kept whatever LINE says.
    """
    row = row or LineAccount(name=name)
    for field, value in values.items():
        setattr(row, field, value.strip())
    if secret or not row.sealed_secret:
        check_secret(secret.strip())
        row.sealed_secret = seal.shut(secret.strip(), key=settings.SECRET_KEY)
    check_key({"key_id": row.key_id}, key or row.sealed_key, kind=row.token_kind)
    if key:
        row.sealed_key = seal.shut(key.strip(), key=settings.SECRET_KEY)
    check(row)
    row.pk, row.sealed_token = NOBODY, ""
    return hear(row)
