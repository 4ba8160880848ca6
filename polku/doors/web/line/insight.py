"""LINE's own statistics of an account, and beside them what our links know."""

from datetime import date

from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.demographic import groups
from polku.kit import clock
from polku.say.channels.line.insight.days import today
from polku.say.channels.line.insight.told import days, demographic
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.units import names
from polku.say.outbox.models import Message
from polku.say.outbox.packed.models import MessageCounted
from polku.say.tracking.models import Reaction

SHOWN = 30
CAMPAIGNS = 20


@never_cache
@require_safe
def insight(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    told = demographic(row)
    given = {
        "account": row,
        "tab": "insight",
        "days": [(_date(one.day), one) for one in days(row)[:SHOWN]],
        "told": told,
        "told_on": _date(told.day) if told.day else None,
        "groups": groups(told),
        "names_used": names.used(row.pk, names.month_of(today(clock.now()))),
        "names_most": limits()["insight"]["units_a_month"],
        "clicks": _clicks(row),
    }
    return render(request, "line/insight.html", given)


def _date(day: str) -> date:
    return date(int(day[:4]), int(day[4:6]), int(day[6:]))


def _clicks(row: LineAccount) -> list[tuple[Campaign, int, int]]:
    """The last campaigns by this account: messages sent, and people who followed a link, by our own links."""
    campaigns = Campaign.objects.filter(channel=f"line:{row.name}", launch__isnull=False).order_by("-pk")[:CAMPAIGNS]
    numbers = [one.pk for one in campaigns]
    sent = MessageCounted.objects.filter(campaign_id__in=numbers, state=Message.State.SENT).values("campaign_id")
    sent_by = {one["campaign_id"]: one["sum"] for one in sent.annotate(sum=Sum("count"))}
    clicked = Reaction.objects.filter(campaign_id__in=numbers, clicked_ms__isnull=False).values("campaign_id")
    clicked_by = {one["campaign_id"]: one["count"] for one in clicked.annotate(count=Count("pk"))}
    return [(one, sent_by.get(one.pk, 0), clicked_by.get(one.pk, 0)) for one in campaigns]
