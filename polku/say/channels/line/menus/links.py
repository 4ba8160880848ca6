"""Menus of segments: who is in one is given its menu, who leaves loses it; only where something differs."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from polku.know.people.models import Identity
from polku.know.rules import ask as rules
from polku.say.channels.line.client import Client
from polku.say.channels.line.limits import limits
from polku.say.channels.line.menus.models import LineMenu, LineMenuLink
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.setup.asking import asked, good

PART = 1_000
LINK, UNLINK = "/v2/bot/richmenu/bulk/link", "/v2/bot/richmenu/bulk/unlink"


def follow(account: LineAccount, menus: Sequence[LineMenu], *, now: datetime) -> int:
    """Make LINE's links those that are wanted: how many were changed. Raises LineTrouble, ColumnsError, RuleError.

    `menus`: live ones, in their order. A link is noted after LINE has taken it: after a crash it is set once more.
    """
    wanted = whose(account, menus, now=now)
    rows = LineMenuLink.objects.filter(account=account).values_list("user_id", "line_id")
    there = dict(rows.iterator(chunk_size=10_000))
    lines = {menu.pk: menu.line_id for menu in menus}
    new: dict[int, list[str]] = defaultdict(list)
    for user, menu in wanted.items():
        if there.get(user) != lines[menu]:
            new[menu].append(user)
    gone = [user for user in there if user not in wanted]
    at_once = limits()["request"]["bulk_link_users"]
    for menu, users in new.items():
        for part in _parts(users, at_once):
            _post(account, LINK, {"richMenuId": lines[menu], "userIds": part})
            _note(account, part, menu, lines[menu])
    for part in _parts(gone, at_once):
        _post(account, UNLINK, {"userIds": part})
        LineMenuLink.objects.filter(account=account, user_id__in=part).delete()
    return sum(map(len, new.values())) + len(gone)


def whose(account: LineAccount, menus: Sequence[LineMenu], *, now: datetime) -> dict[str, int]:
    """Friends of the account by user id, each with the first menu in whose segment they are."""
    found: dict[str, int] = {}
    for menu in menus:
        assert menu.segment is not None
        for user in _friends(account, rules.people(menu.segment.rule, now)):
            found.setdefault(user, menu.pk)
    return found


def _friends(account: LineAccount, people: Sequence[int]) -> list[str]:
    found: list[str] = []
    for start in range(0, len(people), PART):
        part = people[start : start + PART]
        users = list(Identity.objects.filter(kind="line", profile_id__in=part).values_list("value", flat=True))
        rows = LineFriend.objects.filter(account=account, user_id__in=users, is_friend=True)
        found += rows.values_list("user_id", flat=True)
    return found


def _post(account: LineAccount, path: str, body: Mapping[str, object]) -> None:
    async def work(client: Client) -> None:
        good(await client.ask("POST", path, body=json.dumps(body).encode()))

    asked(account, work)


@transaction.atomic
def _note(account: LineAccount, users: Sequence[str], menu: int, line_id: str) -> None:
    LineMenuLink.objects.filter(account=account, user_id__in=users).delete()
    LineMenuLink.objects.bulk_create(
        LineMenuLink(account=account, user_id=user, menu_id=menu, line_id=line_id) for user in users
    )


def _parts(users: Sequence[str], most: int) -> list[list[str]]:
    return [list(users[start : start + most]) for start in range(0, len(users), most)]
