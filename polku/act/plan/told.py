"""What the log and the trail are told of plans that did not go as planned."""

from datetime import datetime

from polku.act.plan.models import Planned, Series
from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.teams import trail

SKIPPED, HELD = "Campaign Skipped", "Campaign Held"


def skipped(row: Planned, why: str, *, now: datetime) -> None:
    """In the caller's transaction."""
    _tell(SKIPPED, row, why, now=now)
    trail.note(None, "campaign.skipped", subject=_subject(row), after={"at": row.at.isoformat(), "why": why})


def held(row: Planned, why: str, *, now: datetime) -> None:
    """In the caller's transaction."""
    _tell(HELD, row, why, now=now)


def waits(row: Series, why: str, *, now: datetime) -> None:
    """The occurrence that is due is no campaign yet. In the caller's transaction."""
    key = f"plan-series:{row.pk}:{row.next_number}:held"
    properties = _series(row, row.next_number) | {"reason": why, "planned_at": _iso(row.next_at)}
    tell([News(HELD, ("campaign", str(row.campaign_id)), key, properties, clock.to_ms(now))], now_ms=clock.to_ms(now))


def _tell(name: str, row: Planned, why: str, *, now: datetime) -> None:
    properties: dict[str, object] = {"planned_at": _iso(row.at), "late_hours": row.late_hours, "reason": why}
    if row.series is not None:
        properties |= _series(row.series, row.number)
    if row.campaign is not None:
        properties |= {"campaign_id": row.campaign.pk, "name": row.campaign.name, "channel": row.campaign.channel}
    key = f"plan:{row.pk}:{name.split()[-1].lower()}:{clock.to_ms(row.at)}"
    identity = ("campaign", _subject(row).partition(":")[2])
    tell([News(name, identity, key, properties, clock.to_ms(now))], now_ms=clock.to_ms(now))


def _series(row: Series, number: int | None) -> dict[str, object]:
    one = row.campaign
    return {"campaign_id": one.pk, "name": one.name, "channel": one.channel, "series_id": row.pk, "number": number}


def _subject(row: Planned) -> str:
    """Of an occurrence without a campaign of its own, the one that it would have been a copy of."""
    number = row.campaign_id if row.series is None or row.campaign_id else row.series.campaign_id
    return f"campaign:{number}"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
