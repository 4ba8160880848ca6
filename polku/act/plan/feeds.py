"""The plan as other calendars read it: an address for each member, secret, renewed at will; and what stands there."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from polku.act.plan.calendar_models import Feed
from polku.act.plan.items import Item, items
from polku.kit import ids, seal
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.know.teams.rights import may

BACK, AHEAD = timedelta(days=60), timedelta(days=366)
LASTS = timedelta(minutes=30)


def token_of(member: Member) -> str | None:
    """Of the address that is open; None without one, or where it was shut with another key."""
    row = Feed.objects.filter(member=member, ended_at__isnull=True).order_by("-pk").first()
    try:
        return seal.opened(row.secret, key=settings.SECRET_KEY) if row else None
    except seal.SealError:
        return None


@transaction.atomic
def renew(member: Member, *, now: datetime) -> str:
    """A new address; the one before opens nothing any more."""
    end(member, now=now)
    token = ids.new_key("cal")
    Feed.objects.create(
        member=member,
        fingerprint=seal.fingerprint(token),
        secret=seal.shut(token, key=settings.SECRET_KEY),
        made_at=now,
    )
    trail.note(member, "feed.renewed", subject=f"feed:{member.pk}")
    return token


@transaction.atomic
def end(member: Member, *, now: datetime) -> None:
    if Feed.objects.filter(member=member, ended_at__isnull=True).update(ended_at=now):
        trail.note(member, "feed.ended", subject=f"feed:{member.pk}")


def member_of(token: str) -> Member | None:
    """Who reads by it, as long as they may see campaigns."""
    row = Feed.objects.filter(fingerprint=seal.fingerprint(token), ended_at__isnull=True).select_related("member")
    found = row.first()
    return found.member if found is not None and may(found.member, "campaigns.see") else None


def seen(*, now: datetime, channel: str = "", segment: int | None = None, store: str = "") -> list[Item]:
    return items(now - BACK, now + AHEAD, now=now, channel=channel, segment=segment, store=store)
