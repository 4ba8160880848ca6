"""Somebody of whom nobody had heard has signed in by LINE: from now on they are somebody, without a trait."""

from django.db import transaction

from polku.say.channels.line.inbox.agreed import say
from polku.say.channels.line.models import LineAccount


@transaction.atomic
def make_known(account: LineAccount, user_id: str, *, at_ms: int) -> None:
    """Said again it is the same saying."""
    key = f"line:{account.name}:known:{user_id}"
    say([{"type": "identify", "messageId": key, "identity": ("line", user_id), "timestamp": at_ms}])
