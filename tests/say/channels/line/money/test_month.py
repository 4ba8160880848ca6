"""LINE's month is UTC+9's; a forecast says how it was made."""

from datetime import UTC, datetime

from polku.kit import clock
from polku.say.channels.line.money.month import begins_ms, ends_ms, forecast


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_month_begins_nine_hours_early() -> None:
    assert clock.from_ms(begins_ms(at("2026-11-30T14:59:59"))) == at("2026-10-31T15:00")
    assert clock.from_ms(ends_ms(at("2026-11-30T14:59:59"))) == at("2026-11-30T15:00")
    assert clock.from_ms(begins_ms(at("2026-11-30T15:00"))) == at("2026-11-30T15:00")
    assert clock.from_ms(ends_ms(at("2026-12-31T00:00"))) == at("2026-12-31T15:00")


def test_the_rest_of_the_month_goes_as_it_did() -> None:
    halfway = at("2026-11-15T15:00")

    assert forecast(1_000, waiting=0, now=halfway) == 2_000
    assert forecast(1_000, waiting=5_000, now=halfway) == 6_000


def test_the_first_day_says_nothing() -> None:
    assert forecast(1_000, waiting=0, now=at("2026-10-31T20:00")) is None
