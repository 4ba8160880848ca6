"""What LINE has counted: a row where it changed, the newest of each account."""

import pytest

from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money.models import LineUsage
from polku.say.channels.line.money.usage import latest, note

pytestmark = pytest.mark.django_db


def test_only_changes_make_rows() -> None:
    account = LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", sealed_secret="s")

    note(account, used=5, quota=200, now_ms=10)
    note(account, used=5, quota=200, now_ms=20)
    note(account, used=6, quota=200, now_ms=30)

    rows = [(row.at_ms, row.asked_ms, row.used) for row in LineUsage.objects.order_by("pk")]
    assert rows == [(10, 20, 5), (30, 30, 6)]


def test_the_newest_of_each_account_and_that_of_an_earlier_day() -> None:
    accounts = [
        LineAccount.objects.create(name=name, title=name, channel_id="1", sealed_secret="s") for name in ("a", "b")
    ]
    for now_ms, used in ((10, 1), (20, 2)):
        for account in accounts:
            note(account, used=used, quota=None, now_ms=now_ms)
    numbers = [one.pk for one in accounts]

    assert {number: row.used for number, row in latest(numbers).items()} == dict.fromkeys(numbers, 2)
    assert {number: row.used for number, row in latest(numbers, before_ms=15).items()} == dict.fromkeys(numbers, 1)
