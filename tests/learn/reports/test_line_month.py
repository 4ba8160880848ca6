"""The month of a LINE account: what LINE counted, what we have sent since, what waits, and what a send would take."""

from datetime import UTC, datetime

import pytest

from polku.kit import clock
from polku.learn.reports.line_month import Month, months, take
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.plans import plans
from polku.say.channels.line.money.usage import note
from polku.say.outbox.models import Message

NOW = datetime(2026, 11, 15, 15, tzinfo=UTC)  # half of LINE's November
MS = clock.to_ms(NOW)


@pytest.fixture
def account(db: None) -> LineAccount:
    return LineAccount.objects.create(
        name="kahvila", title="Kahvila", channel_id="1", sealed_secret="s", plan="jp_communication"
    )


def message(number: int, state: str, **given: object) -> None:
    usual = {"channel": "line:kahvila", "due_ms": MS, "asked_ms": MS}
    Message.objects.create(cause="campaign:1", identity_id=number, state=state, **(usual | given))


def test_used_is_lines_count_and_what_we_sent_since(account: LineAccount) -> None:
    note(account, used=100, quota=200, now_ms=MS - 60_000)
    message(1, "sent", settled_ms=MS - 90_000)  # LINE has counted it
    message(2, "sent", settled_ms=MS - 30_000)
    message(3, "failed", settled_ms=MS - 30_000)
    message(4, "sent", settled_ms=MS - 30_000, channel="line:other")
    message(5, "asked")
    message(6, "claimed")
    message(7, "asked", due_ms=MS + 30 * clock.DAY_MS)  # of next month

    found = months([account], now=NOW)[account.pk]

    assert (found.used, found.reserved, found.left, found.forecast) == (101, 2, 97, 202)
    assert found.will_not_do


def test_what_line_said_last_month_says_nothing(account: LineAccount) -> None:
    note(account, used=190, quota=200, now_ms=MS - 20 * clock.DAY_MS)

    found = months([account], now=NOW)[account.pk]

    assert (found.used, found.is_known, found.most, found.left) == (0, False, 200, 200)


def test_a_send_that_is_too_large_says_by_how_many() -> None:
    asked = take(Month(plans()["jp_communication"], 200, True, 150, MS, 10, None), 60)

    assert (asked.left_after, asked.short) == (0, 20)


def test_a_send_costs_what_its_tier_says() -> None:
    asked = take(Month(plans()["jp_standard"], 100_000, True, 29_990, MS, 0, None), 60)

    assert asked.price is not None
    assert (asked.price.minor, asked.price.included, asked.left_after, asked.short) == (150, 10, 69_950, 0)


def test_several_accounts_cost_as_many_queries_as_one(account: LineAccount, django_assert_num_queries: object) -> None:
    others = [LineAccount.objects.create(name=n, title=n, channel_id="1", sealed_secret="s") for n in ("a", "b")]

    for accounts in ([account], [account, *others]):
        with django_assert_num_queries(6):  # type: ignore[operator]
            assert len(months(accounts, now=NOW)) == len(accounts)
