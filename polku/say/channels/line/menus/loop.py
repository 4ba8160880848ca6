"""What is live at LINE follows what is wanted: brought, shown, and only then what it replaces is removed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.rules.condition import RuleError
from polku.say.channels.line.client import Client
from polku.say.channels.line.menus import links, publish, versions, wanted
from polku.say.channels.line.menus.models import LineMenu, LineMenuLink
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.asking import asked
from polku.say.channels.line.trouble import LineTrouble

AGAIN_MS = 5 * clock.MINUTE_MS  # after trouble
LINKS_EVERY_MS = clock.MINUTE_MS

_linked: dict[int, int] = {}  # account → when its segments' menus were followed last (ms); lost, it is done at once


def tick(now: datetime) -> int:
    """One round over all accounts with menus."""
    over = {"ended_at__isnull": False, "line_id": "", "old_ids": []}
    rows = LineMenu.objects.filter(account__ended_at__isnull=True).exclude(**over)
    by_account: dict[int, list[LineMenu]] = {}
    for row in rows.select_related("account", "segment").order_by("pk"):
        by_account.setdefault(row.account_id, []).append(row)
    return sum(_follow(menus[0].account, menus, now=now) for menus in by_account.values())


def _follow(account: LineAccount, menus: Sequence[LineMenu], *, now: datetime) -> int:
    did = 0
    chosen = wanted.default(menus, now)
    for menu in menus:
        if menu.due_ms > clock.to_ms(now):
            continue
        is_due = wanted.is_wanted(menu, now)
        if is_due and wanted.is_for_somebody(menu) and menu.live_version != menu.version:
            did += _try(menu, partial(_bring, menu, now=now), now=now)
        if menu is chosen and menu.live_version and not menu.is_shown:
            did += _try(menu, partial(_show, menu, menus), now=now)
    did += _links(account, wanted.of_segments([one for one in menus if one.line_id], now), now=now)
    for menu in menus:
        if menu.due_ms <= clock.to_ms(now):
            did += _try(menu, partial(_let_go, menu, chosen, now=now), now=now)
    return did


def _bring(menu: LineMenu, *, now: datetime) -> int:
    """This version is at LINE, and all that led to the one before leads to it."""

    async def work(client: Client) -> str:
        line_id = await publish.bring(client, menu)
        if menu.alias:
            await publish.set_alias(client, menu.alias, line_id)
        if menu.is_shown:
            await publish.set_default(client, line_id)
        return line_id

    line_id, version = asked(menu.account, work), menu.version
    # One that was taken away, and is not removed yet, may be what is wanted again.
    old_ids = [one for one in (*menu.old_ids, menu.line_id) if one not in ("", line_id)]
    versions.begin(menu, line_id, now=now)
    _keep(menu, line_id=line_id, live_version=version, old_ids=old_ids, trouble="", due_ms=0)
    _linked.pop(menu.account_id, None)
    return 1


def _show(menu: LineMenu, menus: Sequence[LineMenu]) -> int:
    asked(menu.account, lambda client: publish.set_default(client, menu.line_id))
    for other in menus:
        if other.is_shown and other is not menu:
            _keep(other, is_shown=False)
    _keep(menu, is_shown=True, trouble="")
    return 1


def _let_go(menu: LineMenu, chosen: LineMenu | None, *, now: datetime) -> int:
    """What nobody is to see any more: taken away as default, then removed; old versions too.

    It is removed when LINE has counted its last day (versions.py): until then it is there, and nothing shows it.
    """
    is_over = not wanted.is_wanted(menu, now)
    hides = menu.is_shown and (is_over or not menu.is_default) and menu is not chosen
    old = list(menu.old_ids) + ([menu.line_id] if is_over and menu.line_id else [])
    # Whoever is still linked to one would be left without: their links are changed first.
    held = set(LineMenuLink.objects.filter(line_id__in=old).values_list("line_id", flat=True)) if old else set()
    free = [one for one in old if one not in held]
    stays = versions.stay(free, now=now)
    gone = [one for one in free if one not in stays]
    leaves = is_over and bool(menu.line_id) and menu.line_id not in held
    if not hides and not gone and not leaves:
        return 0
    takes_default = hides and chosen is None

    async def work(client: Client) -> None:
        if takes_default:
            await publish.no_default(client)
        if is_over and menu.line_id and menu.alias:
            await publish.remove_alias(client, menu.alias)
        for line_id in gone:
            await publish.remove(client, line_id)

    asked(menu.account, work)
    over = {"line_id": "", "live_version": 0} if leaves else {}
    kept = [one for one in dict.fromkeys(old if leaves else menu.old_ids) if one not in gone]
    _keep(menu, old_ids=kept, is_shown=menu.is_shown and not hides, **over)
    return 1


def _links(account: LineAccount, menus: Sequence[LineMenu], *, now: datetime) -> int:
    now_ms = clock.to_ms(now)
    if _linked.get(account.pk, 0) > now_ms - LINKS_EVERY_MS:
        return 0
    _linked[account.pk] = now_ms
    try:
        return links.follow(account, menus, now=now)
    except (LineTrouble, ColumnsError, RuleError) as problem:
        for menu in menus:
            _keep(menu, trouble=_why(problem))
        return 0


def _try(menu: LineMenu, act: Callable[[], int], *, now: datetime) -> int:
    try:
        return act()
    except LineTrouble as problem:
        _keep(menu, trouble=_why(problem), due_ms=clock.to_ms(now) + AGAIN_MS)
        return 0


def _why(problem: Exception) -> str:
    return (problem.trouble.reason if isinstance(problem, LineTrouble) else str(problem))[:500]


def _keep(menu: LineMenu, **values: object) -> None:
    for name, value in values.items():
        setattr(menu, name, value)
    LineMenu.objects.filter(pk=menu.pk).update(**values)
