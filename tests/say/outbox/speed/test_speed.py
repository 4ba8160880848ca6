"""Messages of a cause leave at its pace; the others are not held up."""

from datetime import timedelta

import pytest

from polku.say.outbox.jump import pull_along
from polku.say.outbox.loop import tick
from polku.say.outbox.models import Message
from polku.say.outbox.speed import speed
from polku.say.outbox.speed.models import CausePace
from tests.say.outbox.ways import in_both_ways

pytestmark = [pytest.mark.django_db, in_both_ways]


@pytest.fixture
def people(person):
    return [person(f"p{number}") for number in range(30)]


def went(noon, seconds):
    """How many in each of these seconds."""
    return [sum(iter(lambda at=noon + timedelta(seconds=second): tick(at), 0)) for second in seconds]


def test_thirty_a_minute_leave_in_a_minute(noon, people, ask, pigeon):
    ask(*people)
    speed.keep("campaign:7", 1_800, now=noon)

    assert went(noon, range(0, 62, 2)) == [1] * 30 + [0]
    assert max(pigeon.arrived.values()) == 1


def test_a_slow_one_waits_for_its_moment(noon, people, ask, pigeon):
    ask(*people)
    speed.keep("campaign:7", 6, now=noon)

    assert went(noon, (0, 1, 599, 600, 601, 1_200)) == [1, 0, 0, 1, 0, 1]


def test_what_was_not_taken_for_long_is_not_caught_up_with(noon, people, ask, pigeon):
    ask(*people)
    speed.keep("campaign:7", 7_200, now=noon)  # two a second

    assert went(noon, (0, 600, 602)) == [4, 10, 4]


def test_another_cause_goes_as_fast_as_it_goes(noon, people, ask, pigeon):
    ask(*people)
    ask(*people, cause="campaign:8")
    speed.keep("campaign:7", 60, now=noon)

    assert tick(noon) == 31
    assert tick(noon) == 0


def test_it_is_changed_on_the_way(noon, people, ask, pigeon):
    ask(*people)
    speed.keep("campaign:7", 1, now=noon)
    assert went(noon, (0, 2)) == [1, 0]

    speed.keep("campaign:7", 3_600, now=noon)
    assert went(noon, (0, 2)) == [0, 2]

    speed.keep("campaign:7", 0, now=noon)
    assert went(noon, (2,)) == [27]


def test_what_is_tried_again_goes_at_the_pace_too(noon, people, ask, pigeon, states):
    ask(*people)
    while tick(noon):
        pass
    Message.objects.all().delete()
    ask(*people, cause="campaign:9")
    Message.objects.filter(cause="campaign:9").update(attempts=1)
    speed.keep("campaign:9", 3_600, now=noon)

    assert went(noon, (0, 2)) == [2, 2]


def test_the_pace_goes_when_nothing_waits(noon, people, ask, pigeon):
    ask(*people)
    speed.keep("campaign:7", 1, now=noon)
    speed.tidy(noon)
    assert speed.per_hour("campaign:7") == 1

    speed.keep("campaign:7", 360_000, now=noon)
    assert tick(noon) == 30
    speed.tidy(noon)
    assert not CausePace.objects.exists()


def test_after_the_clock_was_set_back_it_goes_on(noon, people, ask, pigeon):
    ask(*people)
    speed.keep("campaign:7", 1_800, now=noon)
    tick(noon)
    back = noon - timedelta(hours=3)

    pull_along(back_ms=3 * 3_600_000, now=back)

    assert went(back, (2, 3, 4)) == [1, 0, 1]
