"""A reply token is taken once, by one, while it is fresh."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from polku.kit import clock
from polku.say.channels.line.inbox.models import LineReplyToken
from polku.say.channels.line.replies import forget_old, take
from tests.say.channels.line.webhooks import DEVI, FUMI, account


def give(row, token, *, user=DEVI, age_s=0.0):
    LineReplyToken.objects.create(
        token=token, account=row, user_id=user, received_ms=clock.now_ms() - round(age_s * 1000)
    )


@pytest.mark.django_db
def test_each_gets_the_newest_of_theirs_once(noon):
    row, other = account(), account("toinen")
    give(row, "old", age_s=20)
    give(row, "new", age_s=10)
    give(row, "fumi's", user=FUMI)
    give(other, "other")

    assert take(row.pk, [DEVI, FUMI, "U0"], noon) == {DEVI: "new", FUMI: "fumi's"}
    assert take(row.pk, [DEVI, FUMI], noon) == {DEVI: "old"}
    assert take(row.pk, [DEVI], noon) == {}
    assert take(row.pk, [], noon) == {}


@pytest.mark.django_db
def test_one_that_is_too_old_is_left(noon):
    row = account()
    give(row, "late", age_s=45)

    assert take(row.pk, [DEVI], noon) == {}


@pytest.mark.django_db
def test_used_ones_are_known_for_twenty_minutes(noon):
    row = account()
    give(row, "used", age_s=19 * 60)
    give(row, "over", age_s=21 * 60)

    assert forget_old(noon) == 1
    assert [token.token for token in LineReplyToken.objects.all()] == ["used"]
    assert forget_old(noon + timedelta(minutes=5)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_never_get_the_same_one():
    row = account()
    users = [f"U{number:032x}" for number in range(200)]
    for user in users:
        give(row, f"token of {user}", user=user)

    def taker(_nth):
        try:
            return [found for user in users for found in take(row.pk, [user], clock.now()).values()]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = [token for found in pool.map(taker, range(4)) for token in found]

    assert sorted(taken) == sorted(f"token of {user}" for user in users)
