"""By which source a friend came: the only one in question within the minutes before, else nobody says."""

import pytest

from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.arrivals import Counts, arrive, counts
from polku.say.channels.line.sources.make import make
from polku.say.channels.line.sources.meant import meant, take
from polku.say.channels.line.sources.models import LineSource

NOW = 1_800_000_000_000
pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> LineAccount:
    return LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", sealed_secret="s")


@pytest.fixture
def till(account: LineAccount) -> LineSource:
    return make(account, title="Till 3", kind="till")


@pytest.fixture
def window(account: LineAccount) -> LineSource:
    return make(account, title="Window", kind="poster")


def test_the_only_source_of_the_minutes_before_is_meant(account: LineAccount, till: LineSource) -> None:
    first = arrive(till, now_ms=NOW - 3 * clock.MINUTE_MS)
    arrive(till, now_ms=NOW - clock.MINUTE_MS)

    assert meant(account.pk, [NOW]) == [first]


def test_two_sources_in_question_are_none(account: LineAccount, till: LineSource, window: LineSource) -> None:
    arrive(till, now_ms=NOW - clock.MINUTE_MS)
    arrive(window, now_ms=NOW - clock.MINUTE_MS)

    assert meant(account.pk, [NOW]) == [None]


def test_whoever_came_long_ago_or_is_taken_or_went_elsewhere_is_not_meant(
    account: LineAccount, till: LineSource
) -> None:
    other = LineAccount.objects.create(name="other", title="Other", channel_id="2", sealed_secret="s")
    arrive(till, now_ms=NOW - clock.HOUR_MS)
    arrive(make(other, title="Theirs", kind="web"), now_ms=NOW - 1)
    mine = arrive(till, now_ms=NOW - 1)

    assert meant(account.pk, [NOW]) == [mine]
    assert take(mine, followed_ms=NOW, is_first=True, is_exact=False)
    assert not take(mine, followed_ms=NOW, is_first=True, is_exact=False)
    assert meant(account.pk, [NOW]) == [None]


def test_each_arrival_is_given_away_once_to_the_earliest_follow(account: LineAccount, till: LineSource) -> None:
    one, two = (arrive(till, now_ms=NOW - ago) for ago in (2_000, 1_000))

    assert meant(account.pk, [NOW + 500, NOW, NOW + 900]) == [two, one, None]


def test_arrivals_and_follows_are_counted_by_source(till: LineSource, window: LineSource) -> None:
    for number in range(3):
        arrival = arrive(till, now_ms=NOW)
        if number:
            take(arrival, followed_ms=NOW, is_first=number == 1, is_exact=number == 2)

    assert counts([till.pk, window.pk]) == {till.pk: Counts(arrived=3, followed=2, first=1, guessed=1)}
