"""Giving campaigns the names under which LINE counts what they send: with the first call, and then always the same."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction

from polku.kit import clock
from polku.say.channels.line.insight.days import of_ms, written
from polku.say.channels.line.limits import limits
from polku.say.channels.line.units.models import LineUnit, LineUnitMonth

NOTED_EVERY_MS = clock.HOUR_MS  # that a name is still in use
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
TAIL = 6  # letters by chance: another polku on the same account, or this one made anew, has other names


class Given(msgspec.Struct):
    """What a process remembers of a unit, so that a block costs no question."""

    unit: int
    name: str
    first: date
    month: str
    noted_ms: int


_given: dict[tuple[int, int], Given] = {}  # (account, campaign) → what is committed


def of(account: int, campaigns: Iterable[int | None], *, now_ms: int) -> dict[int, str]:
    """The name of each campaign's calls; empty where the month has none left. Within the caller's transaction."""
    return {
        campaign: _name(account, campaign, now_ms=now_ms)
        for campaign in sorted({one for one in campaigns if one is not None})
    }


def used(account: int, month: str) -> int:
    """Names of a month: as many as LINE has told of, and those that we have given since."""
    ours = set(LineUnit.objects.filter(account=account, month=month).exclude(name="").values_list("name", flat=True))
    told = LineUnitMonth.objects.filter(account=account, month=month).first()
    return len(ours) if told is None else told.used + len(ours.difference(told.names))


def month_of(day: date) -> str:
    return f"{day:%Y%m}"


def _name(account: int, campaign: int, *, now_ms: int) -> str:
    known, today = _given.get((account, campaign)), of_ms(now_ms)
    if known is not None and _holds(known.first, today) and known.month == month_of(today):
        if now_ms - known.noted_ms >= NOTED_EVERY_MS:
            LineUnit.objects.filter(pk=known.unit).update(last_ms=now_ms)
            known.noted_ms = now_ms
        return known.name
    row = _newest(account, campaign)
    if row is None or not _holds(day_at(row.first_day), today):
        row = _begin(account, campaign, today, now_ms=now_ms)
    elif row.month != month_of(today):
        row.name = row.name or _new_name(account, campaign, today)
        row.month, row.last_ms = month_of(today), now_ms
        row.save(update_fields=["name", "month", "last_ms"])
    given = Given(row.pk, row.name, day_at(row.first_day), row.month, row.last_ms)
    # Not before: what is rolled back has been given to nobody.
    transaction.on_commit(lambda: _given.__setitem__((account, campaign), given))
    return row.name


def _begin(account: int, campaign: int, today: date, *, now_ms: int) -> LineUnit:
    unit = LineUnit(
        account_id=account,
        campaign_id=campaign,
        name=_new_name(account, campaign, today),
        first_day=written(today),
        month=month_of(today),
        last_ms=now_ms,
    )
    # Another worker may have begun at the same moment: this waits for it, and its name stands.
    LineUnit.objects.bulk_create([unit], ignore_conflicts=True)
    row = _newest(account, campaign)
    assert row is not None
    return row


def _new_name(account: int, campaign: int, today: date) -> str:
    if used(account, month_of(today)) >= limits()["insight"]["units_a_month"]:
        return ""
    return f"c{campaign}_{''.join(secrets.choice(LETTERS) for _letter in range(TAIL))}"


def _newest(account: int, campaign: int) -> LineUnit | None:
    return LineUnit.objects.filter(campaign_id=campaign, account=account).order_by("-first_day").first()


def _holds(first: date, today: date) -> bool:
    """LINE tells of thirty days at once: what is sent later has a name of its own."""
    return first <= today <= first + timedelta(days=limits()["insight"]["range_d"])


def day_at(day: str) -> date:
    return datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 - a day of LINE's, in no zone but its own
