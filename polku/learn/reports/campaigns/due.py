"""Which letters are due: each written down once, before anybody writes it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from polku.act.campaigns.models import Launch
from polku.know.teams.begin import the_team
from polku.learn.reports.models import ReportLetter, Subscription

LATE = timedelta(days=2)  # what was due before, while polku was switched off, is left out
WEEK = timedelta(days=7)


def make_due(now: datetime) -> int:
    """Returns how many are new."""
    zone = ZoneInfo(the_team().time_zone)
    made = 0
    for row in Subscription.objects.filter(ended_at__isnull=True):
        for key, of in _due(row, zone, now):
            _letter, is_new = ReportLetter.objects.get_or_create(
                subscription=row, key=key, defaults={"of": of, "due_at": now}
            )
            made += is_new
    return made


def latest_week(row: Subscription, zone: ZoneInfo, now: datetime) -> datetime:
    """The last time that this day of the week and hour came, by the clock on the team's wall."""
    local = now.astimezone(zone)
    day = local.date() - timedelta(days=(local.weekday() - row.weekday) % 7)
    moment = datetime(day.year, day.month, day.day, row.hour, tzinfo=zone)
    if moment > now:
        day -= WEEK
        moment = datetime(day.year, day.month, day.day, row.hour, tzinfo=zone)
    return moment


def _due(row: Subscription, zone: ZoneInfo, now: datetime) -> Iterator[tuple[str, datetime]]:
    if row.kind == Subscription.Kind.WEEKLY:
        moment = latest_week(row, zone, now)
        if moment > row.since and now - moment <= LATE:
            yield f"week:{moment:%Y-%m-%d}", moment
        return
    wait = timedelta(days=row.days)
    first = max(now - wait - LATE, row.since - wait)
    launches = Launch.objects.filter(at__gt=first, at__lte=now - wait)
    for campaign, at in launches.order_by("at").values_list("campaign_id", "at"):
        yield f"campaign:{campaign}", at + wait
