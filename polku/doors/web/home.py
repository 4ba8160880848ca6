"""Home: what happens right now, how the shop grows, what needs attention."""

from django.core.cache import cache
from django.db.models import F, Sum
from django.db.models.aggregates import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.progress import Progress, progress
from polku.act.plan import posts
from polku.act.plan.states import Coming, coming_of
from polku.doors.web import attention, snippets
from polku.doors.web.approval.on_home import on_home
from polku.doors.web.asked import Asked
from polku.doors.web.widgets.amounts import number
from polku.doors.web.widgets.bars import Bars, Curve, bars, curve
from polku.kit import clock
from polku.know.orders.models import Order
from polku.know.people import find
from polku.know.segments.models import Segment
from polku.learn.reports.home import messages_today
from polku.learn.tallies import read as tallies
from polku.say.channels.line import stand_in

MINUTES = 60
DAYS = 30
CAMPAIGNS = 4
MOST_POSTS = 10  # to be published by hand
KEPT_S = 30
MANY = 100_000  # people; from here on, adding up the orders of a month takes longer than a page may


def home(request: Asked) -> HttpResponse:
    now_ms = clock.now_ms()
    campaigns = latest_campaigns()
    people = find.count()
    given = {
        "people": people,
        "growth": growth(people, now_ms=now_ms),
        "new_people": new_people(now_ms=now_ms),
        "campaigns": campaigns,
        "orders": None if people > MANY and "orders" not in request.GET else orders_lately(now_ms=now_ms),
        "messages_today": messages_today(clock.from_ms(now_ms)),
        "worries": attention.worries(request.user, now=clock.from_ms(now_ms)),
        "posts": posts.due(request.user, until=clock.from_ms(now_ms))[:MOST_POSTS],
        "approvals": on_home(request.user, now=clock.from_ms(now_ms)),
        "steps": first_steps(people),
        "phones": stand_in.phones(),
        "snippets": snippets.for_first_source(),
        "days": DAYS,
        **live(now_ms=now_ms),
    }
    return render(request, "home/home.html", given)


def minutes(request: Asked) -> HttpResponse:
    """The part that refreshes itself."""
    return render(request, "home/minutes.html", live(now_ms=clock.now_ms()))


def orders(request: Asked) -> HttpResponse:
    """The part with the orders, which a large house adds up after the page is there."""
    given = {"orders": orders_lately(now_ms=clock.now_ms()), "days": DAYS}
    return render(request, "home/orders.html", given)


def live(*, now_ms: int) -> dict[str, object]:
    found = tallies.minutes(last=MINUTES, now_ms=now_ms)
    return {"minutes": minute_bars(found), "per_minute": found[-1][1] if found else 0}


def minute_bars(found: list[tuple[int, int]]) -> Bars:
    def hover(index: int) -> str:
        minute, events = found[index]
        at = time_format(timezone.localtime(clock.from_ms(minute * clock.MINUTE_MS)), "H:i")
        words = ngettext("%(at)s: %(count)s event", "%(at)s: %(count)s events", events)
        return words % {"at": at, "count": number(events)}

    return bars([events for _minute, events in found], hover=hover)


def growth(people: int, *, now_ms: int) -> Curve:
    """How many people there were at the end of each of the last days."""
    days = find.new_by_day(DAYS, clock.from_ms(now_ms))
    totals, total = [], people
    for _day, new in reversed(days):
        totals.append(max(0, total))
        total -= new
    totals.reverse()

    def hover(index: int) -> str:
        day = date_format(clock.from_ms(days[index][0] * clock.DAY_MS), "MONTH_DAY_FORMAT")
        words = ngettext("%(day)s: %(count)s person", "%(day)s: %(count)s people", totals[index])
        return words % {"day": day, "count": number(totals[index])}

    return curve(totals, hover=hover)


def new_people(*, now_ms: int) -> int:
    return sum(new for _day, new in find.new_by_day(DAYS, clock.from_ms(now_ms)))


def latest_campaigns() -> list[tuple[Campaign, Progress | None, Coming | None]]:
    found = list(Campaign.objects.select_related("launch").order_by("-id")[:CAMPAIGNS])
    coming = coming_of([one for one in found if one.launched is None])
    return [(one, progress_of(one) if one.launched else None, coming.get(one.pk)) for one in found]


def progress_of(campaign: Campaign) -> Progress:
    """Counting a large campaign takes a while; Home may be some seconds behind."""
    key = f"progress-{campaign.pk}"
    known: Progress | None = cache.get(key)
    if known is None:
        known = progress(campaign)
        cache.set(key, known, KEPT_S if known.asked > 1_000 else 1)
    return known


def orders_lately(*, now_ms: int) -> list[dict[str, object]]:
    """Orders and revenue (net of refunds) of the last days, a row a currency, the largest first."""
    known: list[dict[str, object]] | None = cache.get("orders-lately")
    if known is None:
        since = now_ms - DAYS * clock.DAY_MS
        placed = Order.objects.filter(
            at_ms__gte=since, at_ms__lte=now_ms, identity_id__isnull=False, is_cancelled=False
        )
        rows = placed.values("currency").annotate(
            orders=Count("id"), revenue=Sum(F("revenue_minor") - F("refunded_minor"))
        )
        known = [dict(row) for row in rows.order_by("-orders")]
        cache.set("orders-lately", known, KEPT_S if sum(int(str(row["orders"])) for row in known) > 1_000 else 1)
    return known


def first_steps(people: int) -> list[dict[str, object]]:
    """What a new owner does first; empty when all is done."""
    has_sent = Launch.objects.exists()
    steps: list[dict[str, object]] = [
        {"name": "source", "title": _("Connect your shop"), "is_done": people > 0},
        {"name": "audience", "title": _("Pick an audience"), "is_done": has_sent or Segment.objects.exists()},
        {"name": "campaign", "title": _("Send a first message"), "is_done": has_sent},
    ]
    return [] if all(step["is_done"] for step in steps) else steps
