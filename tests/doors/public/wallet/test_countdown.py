"""How long a coupon still is, in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.doors.public.wallet.countdown import until
from polku.kit import clock

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=HELSINKI)


def words(ends: datetime) -> tuple[str, str, bool]:
    with timezone.override(HELSINKI):
        found = until(clock.to_ms(ends), now_ms=clock.to_ms(NOW))
    return found.words, found.exact, found.is_soon


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(seconds=5), "1 minute left"),
        (timedelta(minutes=59), "59 minutes left"),
        (timedelta(hours=1), "1 hour left"),
        (timedelta(hours=23, minutes=59), "23 hours left"),
        (timedelta(days=1), "1 day left"),
        (timedelta(days=2), "2 days left"),
        (timedelta(days=14), "14 days left"),
        (timedelta(days=15), "Until Dec. 8, 2026"),
        (timedelta(0), "Ended on Nov. 23, 2026"),
    ],
)
def test_the_nearer_the_finer(left: timedelta, said: str) -> None:
    assert words(NOW + left)[0] == said


def test_what_ends_at_midnight_is_good_until_the_day_before() -> None:
    ends = datetime(2026, 11, 26, tzinfo=HELSINKI)

    assert words(ends) == ("2 days left", "Until Nov. 25, 2026", True)


def test_the_minute_is_told_where_it_is_another() -> None:
    assert words(datetime(2026, 12, 24, 15, 30, tzinfo=UTC))[1] == "Until Dec. 24, 2026 17:30"


def test_some_have_no_end() -> None:
    found = until(FOR_EVER_MS, now_ms=0)

    assert (found.words, found.exact) == ("No end", "")
