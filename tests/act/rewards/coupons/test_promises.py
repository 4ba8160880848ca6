"""What a coupon promises, as people read it."""

from datetime import UTC, datetime

from polku.act.rewards.coupons import promises


def test_what_ends_at_midnight_is_good_until_the_end_of_the_day_before() -> None:
    midnight = datetime(2026, 12, 23, 22, tzinfo=UTC)

    assert promises.until(midnight, zone="Europe/Helsinki") == "Until the end of Dec. 23, 2026"
    assert promises.until(midnight, zone="UTC") == "Until Dec. 23, 2026, 10 p.m."
    assert promises.until(None, zone="UTC") == "No end"
