"""A person's trait says the same as the table of friends, also where nobody said it: whoever writes is a friend."""

import json
from collections.abc import Sequence

from django.db import connection

from polku.kit import clock, ids
from polku.know.events.append import Batch, append
from polku.know.events.given import encode, seal
from polku.know.people.models import Identity
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.inbox.heard import Heard
from polku.say.channels.line.inbox.traits import BLOCKED, FRIEND, saying, trait_of
from polku.say.channels.line.models import LineAccount, LineFriend

PART = 1_000


def make_agree(said: Sequence[Heard]) -> None:
    """Ask of everybody whom these events are about."""
    agree(sorted({one.user_id for one in said if one.user_id}))


def agree(users: Sequence[str]) -> None:
    """Rows and traits are functions of the same events, so one saying is enough. Within the caller's transaction."""
    names = dict(LineAccount.objects.values_list("pk", "name")) if users else {}
    found = [event for start in range(0, len(users), PART) for event in _differing(users[start : start + PART], names)]
    if found:
        say(found)


def say(sayings: Sequence[dict[str, object]]) -> None:
    """Under the source of LINE, within the caller's transaction: what polku says in its own name makes no traits."""
    batch = Batch(clock.now_ms(), source_of("line", name="LINE"), len(sayings), seal([encode(one) for one in sayings]))
    with connection.cursor() as cursor:
        append(cursor, [batch], vendor=connection.vendor)


def _differing(users: Sequence[str], names: dict[int, str]) -> list[dict[str, object]]:
    numbers = [ids.identity_id("line", user) for user in users]
    traits = {
        value: json.loads(told)
        for kind, value, told in Identity.objects.filter(id__in=numbers).values_list("kind", "value", "traits")
        if kind == "line"
    }
    found = []
    for friend in LineFriend.objects.filter(user_id__in=users):
        name = names[friend.account_id]
        told = traits.get(friend.user_id, {}).get(trait_of(name), [None])[0]
        if told != (FRIEND if friend.is_friend else BLOCKED):
            cause = f"{friend.user_id}:{friend.changed_ms}"
            identity = ("line", friend.user_id)
            found.append(
                saying(identity, account=name, is_friend=friend.is_friend, cause=cause, time_ms=friend.changed_ms)
            )
    return found
