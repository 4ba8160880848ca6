"""Settings of reports: who gets them by e-mail, what counts as success, what a message costs."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.doors.web.reports.page import rule_given
from polku.kit import clock
from polku.know.teams.models import Member
from polku.know.teams.rights import may
from polku.learn.reports.campaigns import letters, prices, rule, subscriptions
from polku.learn.reports.campaigns.problems import ReportError
from polku.learn.reports.models import ReportLetter, Subscription
from polku.say.channels.email.settings import current
from polku.say.channels.prices.models import MessagePrice

HOURS = range(24)


@dataclass(frozen=True)
class Shown:
    row: Subscription
    weekday: str
    letter: ReportLetter | None


@dataclass(frozen=True)
class Price:
    kind: str
    title: str
    price: str
    currency: str


@require_safe
def reports(request: Asked) -> HttpResponse:
    """Everybody their own letters; whoever may give roles, everybody's."""
    open_ones = Subscription.objects.filter(ended_at__isnull=True).select_related("member").order_by("member_id", "pk")
    for_others = may(request.user, "team.edit")
    rows = list(open_ones if for_others else open_ones.filter(member=request.user))
    newest, now = letters.newest([row.pk for row in rows]), prices.prices_now()
    named = [(kind, title, now.get(kind)) for kind, title in prices.kinds().items()]
    given = {
        "subscriptions": [Shown(row, str(WEEKDAYS[row.weekday]), newest.get(row.pk)) for row in rows],
        "members": _members() if for_others else [],
        "weekdays": WEEKDAYS.items(),
        "hours": [(hour, f"{hour}:00") for hour in HOURS],
        "lacks_server": current() is None,
        "prices": [_price(kind, title, row, request.team.currency) for kind, title, row in named],
        **rule_given(rule.usual()),
    }
    return render(request, "reports/settings.html", given)


@require_POST
def subscribed(request: Asked) -> HttpResponse:
    given = request.POST
    wanted = [request.user]
    if may(request.user, "team.edit") and (numbers := given.getlist("members")):
        wanted = [one for one in _members() if str(one.pk) in numbers]
    try:
        for one in wanted:
            subscriptions.subscribe(
                one,
                kind=given.get("kind", ""),
                weekday=_number(given.get("weekday")),
                hour=_number(given.get("hour")),
                days=_number(given.get("days")),
                language=one.language or get_language() or "en",
                by=request.user,
                now=clock.now(),
            )
        messages.success(request, _("Saved. The first letter comes at its time."))
    except ReportError as problem:
        messages.error(request, str(problem))
    return redirect("settings reports")


@require_POST
def ended(request: Asked, number: int) -> HttpResponse:
    row = get_object_or_404(Subscription, pk=number)
    if row.member_id != request.user.pk and not may(request.user, "team.edit"):
        raise Http404
    subscriptions.end(row, by=request.user, now=clock.now())
    messages.success(request, _("Ended: no more of these letters come."))
    return redirect("settings reports")


@require_POST
def usual_rule(request: Asked) -> HttpResponse:
    try:
        rule.choose(None, goal=request.POST.get("goal", ""), days=_number(request.POST.get("days")), by=request.user)
        messages.success(request, _("Saved."))
    except ReportError as problem:
        messages.error(request, str(problem))
    return redirect("settings reports")


@require_POST
def priced(request: Asked) -> HttpResponse:
    try:
        for kind in prices.kinds():
            if kind in request.POST:
                prices.name_price(kind, request.POST[kind].replace(",", "."), by=request.user)
        messages.success(request, _("Saved. It holds from now on."))
    except ReportError as problem:
        messages.error(request, str(problem))
    return redirect("settings reports")


def _price(kind: str, title: str, row: MessagePrice | None, currency: str) -> Price:
    """In another currency than the team's only until it is saved again."""
    return Price(kind, title, "0", currency) if row is None else Price(kind, title, prices.in_words(row), row.currency)


def _members() -> list[Member]:
    """Who may get reports."""
    return [one for one in Member.objects.order_by("name", "email") if subscriptions.may_get(one)]


def _number(text: str | None) -> int:
    found = whole_number(text)
    return -1 if found is None else found
