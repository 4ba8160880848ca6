"""Names of campaigns for LINE's statistics: the same in every call, none where the month has none left."""

from datetime import UTC, datetime, timedelta

import pytest

from polku.kit import clock
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.units import names
from polku.say.channels.line.units.models import LineUnit, LineUnitMonth

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def account(db: None) -> LineAccount:
    return LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", sealed_secret="s")


def given(account: LineAccount, campaign: int = 7, *, after: timedelta = timedelta(0)) -> str:
    return names.of(account.pk, {campaign, None}, now_ms=clock.to_ms(NOW + after))[campaign]


def test_a_campaign_keeps_its_name_for_thirty_days_and_has_another_one_after(account: LineAccount) -> None:
    first = given(account)

    assert first.startswith("c7_")
    assert len(names.of(account.pk, [2**63 - 1], now_ms=clock.to_ms(NOW))[2**63 - 1]) <= 30
    assert given(account, after=timedelta(days=30)) == first
    assert given(account, after=timedelta(days=31)) != first
    assert given(account, 8) != first
    rows = LineUnit.objects.filter(campaign_id=7).order_by("first_day").values_list("first_day", "month")
    assert list(rows) == [("20261121", "202612"), ("20261222", "202612")]


def test_a_month_without_names_left_gives_none_and_the_next_one_does(account: LineAccount) -> None:
    most = limits()["insight"]["units_a_month"]
    of_others = [f"other_{number}" for number in range(most - 1)]
    LineUnitMonth.objects.create(account=account, month="202611", used=most - 1, names=of_others, asked_ms=0)

    assert given(account, 1) != ""
    assert given(account, 2) == ""
    assert given(account, 2, after=timedelta(minutes=5)) == ""
    assert given(account, 1) != ""  # who has one keeps it
    assert given(account, 2, after=timedelta(days=12)) != ""


def test_a_name_that_line_has_told_of_counts_once(account: LineAccount) -> None:
    name = given(account)
    LineUnitMonth.objects.create(account=account, month="202611", used=3, names=["a", "b", name], asked_ms=0)

    assert names.used(account.pk, "202611") == 3


@pytest.mark.django_db(transaction=True)
def test_what_is_remembered_costs_no_question_but_one_an_hour(django_assert_num_queries: object) -> None:
    names._given.clear()
    row = LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", sealed_secret="s")
    name = given(row)

    with django_assert_num_queries(0):  # type: ignore[operator]
        assert given(row, after=timedelta(minutes=59)) == name
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert given(row, after=timedelta(minutes=60)) == name
    assert LineUnit.objects.get().last_ms == clock.to_ms(NOW + timedelta(minutes=60))
    names._given.clear()
