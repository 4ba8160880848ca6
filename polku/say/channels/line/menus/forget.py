"""Forgetting who was given a menu of their own."""

from polku.know.events.forgetting.whom import Whom
from polku.say.channels.line.menus.models import LineMenuLink

PART = 1_000


def forget(whom: Whom) -> int:
    ids, gone = sorted(value for kind, value in whom.identities.values() if kind == "line"), 0
    for start in range(0, len(ids), PART):
        gone += LineMenuLink.objects.filter(user_id__in=ids[start : start + PART]).delete()[0]
    return gone
