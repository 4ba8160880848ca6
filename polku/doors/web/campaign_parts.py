"""A campaign's numbers by channel, store and segment, in one table with a switch: below its page, and by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.progress import progress, state_of
from polku.doors.web.asked import Asked
from polku.doors.web.columns_asked import ask
from polku.kit import clock
from polku.learn.reports.breakdown.count import LARGE, Part, by_channel, parts
from polku.learn.reports.breakdown.groups import CHANNEL, KINDS, SEGMENT, STORE
from polku.learn.reports.campaign_people import CONVERTED
from polku.learn.reports.campaigns.names import goal_title, times_title
from polku.learn.reports.campaigns.rule import rule_of
from polku.learn.reports.conversions import Amount

BY = {
    CHANNEL: gettext_lazy("By channel"),
    STORE: gettext_lazy("By store"),
    SEGMENT: gettext_lazy("By segment"),
}
TITLES: Mapping[str, str | Promise] = {
    "asked": gettext_lazy("Asked"),
    "sent": gettext_lazy("Sent"),
    "delivered": pgettext_lazy("messages", "Delivered"),
    "held": gettext_lazy("Held"),
    "failed": gettext_lazy("Failed"),
    "opened": gettext_lazy("Opened"),
    "clicked": gettext_lazy("Followed a link"),
    "unsubscribed": gettext_lazy("Unsubscribed"),
}


@dataclass(frozen=True)
class Cell:
    title: str
    count: int | None
    href: str


@dataclass(frozen=True)
class Row:
    title: str
    cells: list[Cell]
    orders: int | None
    revenue: tuple[Amount, ...]


@never_cache
@require_safe
def by_parts(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch"), pk=campaign_id, launch__isnull=False)
    by = request.GET.get("by", CHANNEL)
    given = {"campaign": row, **shown(row, by if by in KINDS else CHANNEL)}
    return render(request, "campaigns/parts.html" if request.htmx else "campaigns/parts_page.html", given)


def shown(row: Campaign, by: str) -> dict[str, Any]:
    done = progress(row)
    is_running = state_of(row, done=done) not in ("done", "testing", "following")
    is_large = is_running and done.asked > LARGE
    found = _messages(row, by) if is_large else ask(lambda: parts(row, by=by, now=clock.now()))
    titles = {**TITLES, CONVERTED: goal_title(rule_of(row).goal)}
    if not is_large:  # what none of its channels can tell is no column
        titles = {
            name: title for name, title in titles.items() if any(_count(one, name) is not None for one in found or [])
        }
    return {
        "by": by,
        "choices": BY.items(),
        "times": times_title(rule_of(row).goal),
        "rows": [_row(one, titles, by=by) for one in found or []],
        "is_unasked": found is None,
        "is_running": is_running,
        "is_large": is_large,
    }


def _messages(row: Campaign, by: str) -> list[Part]:
    """While a large one is on its way: what is known without looking at each."""
    return by_channel(row) if by == CHANNEL else []


def _count(one: Part, name: str) -> int | None:
    found: int | None = one.people if name == CONVERTED else getattr(one, name)
    return found


def _row(one: Part, titles: Mapping[str, str | Promise], *, by: str) -> Row:
    cells = [Cell(str(title), _count(one, name), _href(name, by=by, key=one.key)) for name, title in titles.items()]
    return Row(one.title, cells, one.orders, one.revenue)


def _href(name: str, *, by: str, key: str) -> str:
    """Behind a campaign's address of people."""
    return "?" + urlencode({"who": "" if name == "asked" else name, "by": by, "of": key})
