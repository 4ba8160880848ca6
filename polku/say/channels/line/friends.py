"""Who of some people is a friend of an account, as of this moment."""

from collections.abc import Mapping, Sequence

from django.db import connection

from polku.kit import bulk, clock
from polku.say.channels.channel import Held, Recipient
from polku.say.channels.line.models import LineFriend
from polku.say.channels.line.sql import FRIENDS, FRIENDS_FROM
from polku.say.channels.line.trouble import Trouble

IDENTITY = "line"  # its kind


def addresses(account: int, recipients: Sequence[Recipient]) -> dict[int, str | Held]:
    """By profile: the user id, or why it may not be used; who has none is missing. Who has several: a friend's."""
    names = {one.profile_id: [value for kind, value in one.identities if kind == IDENTITY] for one in recipients}
    known = _known(account, sorted({name for theirs in names.values() for name in theirs}))
    return {profile: _best(theirs, known) for profile, theirs in names.items() if theirs}


def refuse(account: int, user_ids: Sequence[str]) -> None:
    """LINE does not know these for this account: they are not tried again."""
    now_ms = clock.now_ms()
    LineFriend.objects.filter(account_id=account, user_id__in=user_ids).update(refused_ms=now_ms)


def _best(names: Sequence[str], known: Mapping[str, tuple[bool, int | None]]) -> str | Held:
    reasons = ["line_not_friend"]
    for name in names:
        is_friend, refused_ms = known.get(name, (None, None))
        if is_friend and refused_ms is None:
            return name
        if is_friend is not None:
            reasons.append("line_refused_before" if is_friend else "line_blocked")
    return Held(Trouble(reasons[-1]).reason)


def _known(account: int, user_ids: Sequence[str]) -> dict[str, tuple[bool, int | None]]:
    if not user_ids:
        return {}
    source = FRIENDS_FROM.replace("{account}", str(int(account)))
    with connection.cursor() as cursor:
        rows = bulk.ask(cursor, FRIENDS, source, keys=user_ids, vendor=connection.vendor)
        return {name: (bool(is_friend), refused_ms) for name, is_friend, refused_ms in rows}
