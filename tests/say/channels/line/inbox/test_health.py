"""How a webhook is: by the hour, without making up what nobody counted."""

import pytest

from polku.kit import clock
from polku.say.channels.line.health import health
from polku.say.channels.line.inbox.models import LineHookHour
from tests.say.channels.line.webhooks import account

pytestmark = pytest.mark.django_db


def test_a_new_account_has_heard_nothing(noon):
    found = health(account(), now=noon)

    assert (found.last_at, found.last_refused_at, found.events, found.requests, found.refused) == (None, None, 0, 0, 0)
    assert len(found.hours) == 24


def test_a_day_is_counted_and_the_last_time_is_known_for_ever(noon):
    row, hour = account(), clock.to_ms(noon) // clock.HOUR_MS
    LineHookHour.objects.create(account=row, hour=hour, requests=2, events=5, refused=1, last_ms=hour * clock.HOUR_MS)
    LineHookHour.objects.create(account=row, hour=hour - 23, requests=1, events=1)
    LineHookHour.objects.create(account=row, hour=hour - 24, requests=9, events=9, last_refused_ms=7)
    LineHookHour.objects.create(account=account("other"), hour=hour, requests=9, events=9)
    found = health(row, now=noon)

    assert (found.requests, found.events, found.refused) == (3, 6, 1)
    assert [hour.requests for hour in found.hours] == [1, *[0] * 22, 2]
    assert (found.last_at, found.last_refused_at) == (noon, clock.from_ms(7))
