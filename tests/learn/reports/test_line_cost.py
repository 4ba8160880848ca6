"""What a campaign by LINE has cost: without free replies, each message in the month in which it went."""

from datetime import UTC, datetime, timedelta

import pytest

from polku.kit import clock
from polku.learn.reports.line_cost import campaign_cost
from polku.learn.reports.line_month import months
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.usage import note
from polku.say.outbox.models import Message

LAUNCH = datetime(2026, 11, 29, 15, tzinfo=UTC)  # midnight of the 30th in Japan
MS = clock.to_ms(LAUNCH)


@pytest.fixture
def account(db: None) -> LineAccount:
    row = LineAccount.objects.create(
        name="kahvila", title="Kahvila", channel_id="1", sealed_secret="s", plan="jp_standard"
    )
    note(row, used=29_998, quota=None, now_ms=MS - 60_000)
    return row


def sent(account: LineAccount, *numbers: int, at_ms: int = MS + 1, reason: str = "") -> None:
    for number in numbers:
        Message.objects.create(
            cause="campaign:1", identity_id=number, channel="line:kahvila", campaign_id=1, state="sent", reason=reason,
            due_ms=0, asked_ms=0, settled_ms=at_ms,
        )  # fmt: skip


def test_free_replies_cost_nothing_and_take_nothing_of_the_month(account: LineAccount) -> None:
    sent(account, 1, 2, 3, 4)
    sent(account, 5, 6, reason="free_reply")
    sent(account, 7, reason="line_reply_unknown")
    Message.objects.filter(identity_id=7).update(state="unknown")

    cost = campaign_cost(account, 1, sent=6, at=LAUNCH)

    assert cost is not None
    assert (cost.minor, cost.included, cost.paid) == (6, 2, 2)
    assert months([account], now=LAUNCH + timedelta(hours=1))[account.pk].used == 29_998 + 4


def test_what_went_in_the_next_month_is_of_that_month(account: LineAccount) -> None:
    sent(account, 1, 2, 3)
    sent(account, 4, 5, at_ms=MS + clock.DAY_MS + 1)  # the first of December
    sent(account, 6, at_ms=MS + clock.DAY_MS + 1, reason="free_reply")

    cost = campaign_cost(account, 1, sent=6, at=LAUNCH)

    assert cost is not None
    assert (cost.minor, cost.included, cost.paid) == (3, 4, 1)  # December's first are in the plan


def test_nothing_is_told_where_nobody_has_said_which_plan(account: LineAccount) -> None:
    account.plan = ""

    assert campaign_cost(account, 1, sent=6, at=LAUNCH) is None
