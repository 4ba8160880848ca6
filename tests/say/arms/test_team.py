"""The team's holdout: the same people until a person draws anew."""

import numpy as np
import pytest

from polku.know.people.models import Identity
from polku.know.teams.models import TrailEntry
from polku.say.arms import team
from polku.say.arms.kept_back import kept_back

pytestmark = pytest.mark.django_db
PEOPLE = np.arange(1, 2001, dtype=np.int64)


def drawn_of(row):
    takes = team.sample(row)
    return np.array([number for number in PEOPLE.tolist() if takes.takes(number)], np.int64)


def test_nobody_is_held_out_where_nobody_has_said_so():
    assert (team.current().percent, team.drawn(team.current()).tolist()) == (0, [])


def test_another_percentage_keeps_the_salt_and_fewer_percent_are_among_more():
    first = team.change(10, by=None)
    ten = drawn_of(first)
    team.draw(first, ten)
    less = team.change(5, by=None)

    assert less.salt == first.salt
    assert team.drawn(less).tolist() == drawn_of(less).tolist()
    assert set(drawn_of(less).tolist()) < set(ten.tolist())
    assert team.change(5, by=None) == less
    assert [entry.action for entry in TrailEntry.objects.all()] == ["team.holdout_changed"] * 2


def test_drawing_anew_is_another_salt_and_nobody_is_drawn_yet():
    first = team.change(10, by=None)
    team.draw(first, drawn_of(first))
    anew = team.change(10, by=None, is_drawn_anew=True)

    assert anew.salt != first.salt
    assert team.drawn(anew).tolist() == []
    with pytest.raises(team.HoldoutTooLarge):
        team.change(51, by=None)


def test_who_was_drawn_stays_held_out_under_another_name():
    row = team.change(10, by=None)
    team.draw(row, np.array([3, 8], np.int64))
    for number, profile in ((3, 900), (8, 8), (900, 900)):
        Identity.objects.create(
            id=number, kind="user_id", value=str(number), profile_id=profile, first_seen_ms=0, last_seen_ms=0
        )

    assert team.people_of(team.drawn(row)).tolist() == [8, 900]


def test_messages_that_belong_to_the_service_are_spared():
    row = team.change(10, by=None)
    team.draw(row, np.array([3], np.int64))

    assert kept_back({1: (7, 3), 2: (9,)}, cause="campaign:7", purpose="marketing") == {1}
    assert kept_back({1: (7, 3), 2: (9,)}, cause="campaign:7", purpose="service") == set()
