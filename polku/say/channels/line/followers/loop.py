"""Asking for one page after the other, each with its effect in one transaction."""

from datetime import datetime

from django.db import transaction

from polku.kit import clock
from polku.say.channels.line import asking
from polku.say.channels.line.client import Client
from polku.say.channels.line.followers.page import Page, ask
from polku.say.channels.line.inbox.agreed import agree
from polku.say.channels.line.inbox.friends import Standing, keep
from polku.say.channels.line.inbox.models import LineFollowerImport
from polku.say.channels.line.models import LineFriend

State = LineFollowerImport.State
LEASE_MS = clock.MINUTE_MS
LONGEST_WAIT_S = 600
TRIED_FOR_MS = clock.DAY_MS


def tick(now: datetime) -> int:
    """One page of the wish that is due first; 0 when none is."""
    now_ms = clock.to_ms(now)
    due = LineFollowerImport.objects.filter(state=State.RUNNING, due_ms__lte=now_ms, account__ended_at=None)
    wish = due.order_by("due_ms").first()
    if wish is None or not _claim(wish, now_ms=now_ms):
        return 0
    start = wish.start

    async def work(client: Client) -> Page:
        return await ask(client, start)

    page = asking.ask(wish.account, work)
    if page.trouble:
        _judge(wish, page, now_ms=clock.now_ms())
    else:
        _take_in(wish, page, asked_ms=now_ms)
    return 1


def _claim(wish: LineFollowerImport, *, now_ms: int) -> bool:
    mine = LineFollowerImport.objects.filter(pk=wish.pk, due_ms=wish.due_ms, state=State.RUNNING)
    return mine.update(due_ms=now_ms + LEASE_MS) == 1


def _take_in(wish: LineFollowerImport, page: Page, *, asked_ms: int) -> None:
    users = list(dict.fromkeys(page.user_ids))
    with transaction.atomic():
        known = LineFriend.objects.filter(account=wish.account, user_id__in=users).count()
        keep({(user, wish.account_id): Standing(is_friend=True, changed_ms=asked_ms) for user in users})
        agree(users)
        wish.found += len(users)
        wish.fresh += len(users) - known
        wish.start, wish.attempts, wish.trouble, wish.due_ms = page.following, 0, "", clock.now_ms()
        if not page.following:
            wish.state, wish.settled_ms = State.DONE, clock.now_ms()
        wish.save()


def _judge(wish: LineFollowerImport, page: Page, *, now_ms: int) -> None:
    wish.trouble = page.trouble.replace("\0", "")[:300]
    wish.attempts += 1
    wish.due_ms = now_ms + min(LONGEST_WAIT_S, 2 ** min(wish.attempts, 10)) * clock.SECOND_MS
    if page.begins_anew:  # what was found is found again, and nothing comes of that
        wish.start, wish.found = "", 0
    if page.is_refused or now_ms - wish.asked_ms > TRIED_FOR_MS:
        wish.state, wish.settled_ms = State.REFUSED if page.is_refused else State.FAILED, now_ms
    wish.save()
