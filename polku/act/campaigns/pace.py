"""How fast a campaign goes: chosen before its launch or on the way; the outbox keeps to it (say/outbox/speed)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, CampaignPace, Launch
from polku.act.campaigns.problems import CampaignError
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.outbox.packed.models import MessageCounted
from polku.say.outbox.speed import speed

Unit = CampaignPace.Unit
PER_HOUR = {Unit.MINUTE: 60, Unit.HOUR: 1}
MOST = {Unit.MINUTE: 1_000_000, Unit.HOUR: 10_000_000, Unit.OVER: 168}


class WrongPace(CampaignError):
    """There is no such pace."""


def pace_of(campaign: Campaign) -> CampaignPace | None:
    return CampaignPace.objects.filter(campaign=campaign).select_related("by").first()


def choose(campaign: Campaign, unit: str, number: int, *, by: Member | None, now: datetime) -> None:
    """`unit` "": as fast as it goes. What waits goes at the new pace from now on. Raises WrongPace."""
    check(unit, number)
    with transaction.atomic():
        before = pace_of(campaign)
        if unit:
            given = {"unit": unit, "number": number, "at": now, "by": by}
            CampaignPace.objects.update_or_create(campaign=campaign, defaults=given)
        elif before is not None:
            before.delete()
        if (before.unit, before.number) != (unit, number) if before is not None else unit:
            was = {"unit": before.unit, "number": before.number} if before is not None else {}
            after = {"name": campaign.name} | ({"unit": unit, "number": number} if unit else {})
            trail.note(by, "campaign.paced", subject=cause_of(campaign), before=was, after=after)
        if Launch.objects.filter(campaign=campaign, asked_at__isnull=False).exists():
            keep(campaign, people=waiting(campaign), now=now)


def check(unit: str, number: int) -> None:
    """Raises WrongPace."""
    if not unit:
        return
    if unit not in MOST:
        raise WrongPace(_("There is no such pace."))
    if not 1 <= number <= MOST[Unit(unit)]:
        raise WrongPace(_("From 1 to {most}.").format(most=MOST[Unit(unit)]))


def keep(campaign: Campaign, *, people: int, now: datetime) -> None:
    """Let the outbox keep to it. `people`: over whom it is spread. Within the transaction that asks for them."""
    row = pace_of(campaign)
    speed.keep(cause_of(campaign), per_hour(row, people) if row is not None and people else 0, now=now)


def keep_round(campaign: Campaign, cause: str, *, now: datetime) -> None:
    """The same for a round in which it goes again by another channel: never faster than the first."""
    row = pace_of(campaign)
    launch = Launch.objects.filter(campaign=campaign).first()
    people = launch.audience if launch is not None and launch.audience else 0
    speed.keep(cause, per_hour(row, people) if row is not None and people else 0, now=now)


def per_hour(row: CampaignPace, people: int) -> int:
    unit = Unit(row.unit)
    return row.number * PER_HOUR[unit] if unit in PER_HOUR else -(-people // row.number)


def now_per_hour(campaign: Campaign) -> int:
    """0: it is not on its way, or as fast as it goes."""
    return speed.per_hour(cause_of(campaign))


def ends_at(campaign: Campaign, waiting: int, *, now: datetime) -> datetime | None:
    """When the last of so many has its turn; None where no pace slows it down. Nothing else holds it up until then."""
    pace = now_per_hour(campaign)
    if not pace or not waiting:
        return None
    asked = MessageCounted.objects.filter(campaign_id=campaign.pk, state="asked")
    last_ms = asked.aggregate(last=Max("due_ms"))["last"] or 0  # in another time zone, or tried again
    return max(now + timedelta(hours=waiting / pace), clock.from_ms(last_ms))


def copy(campaign: Campaign, made: Campaign) -> None:
    row = pace_of(campaign)
    if row is not None:
        CampaignPace.objects.create(campaign=made, unit=row.unit, number=row.number, by=row.by)


def waiting(campaign: Campaign) -> int:
    rows = MessageCounted.objects.filter(campaign_id=campaign.pk, state__in=("asked", "claimed"))
    return sum(rows.values_list("count", flat=True))
