"""`context.active: false`: what is told of somebody who was not there does not count as having seen them."""

import pytest

from polku.know.people import find
from polku.know.people.fold import fold
from polku.know.people.models import Profile
from tests.know.people.stream import Said, _ms, block_of, identify, track

pytestmark = pytest.mark.django_db

PASSIVE = {"active": False}


def person_after(*events: Said) -> Profile:
    fold(block_of(events))
    person = find.by_identity("user_id", "u1")
    assert person is not None
    return person


def test_somebody_who_was_only_told_of_is_known_and_was_never_seen() -> None:
    person = person_after(identify("u1", 9, key="m1", context=PASSIVE, traits={"name": "Aino"}))

    assert (person.name, person.first_seen_ms, person.last_seen_ms) == ("Aino", _ms(9), 0)


def test_a_list_imported_later_does_not_move_when_they_were_seen() -> None:
    person = person_after(track("u1", 3, key="m1"), identify("u1", 9, key="m2", context=PASSIVE))

    assert (person.first_seen_ms, person.last_seen_ms) == (_ms(3), _ms(3))


def test_an_older_visit_that_arrives_after_the_list_is_the_first_and_the_last_time() -> None:
    person_after(identify("u1", 9, key="m2", context=PASSIVE))

    person = person_after(track("u1", 3, key="m1"))

    assert (person.first_seen_ms, person.last_seen_ms) == (_ms(3), _ms(3))


@pytest.mark.parametrize("context", [{"active": True}, {"active": None}, {"active": 0}, {}])
def test_only_the_word_false_is_passive(context: dict[str, object]) -> None:
    assert person_after(identify("u1", 9, key="m1", context=context)).last_seen_ms == _ms(9)


def test_a_track_is_something_they_did_whatever_its_context_says() -> None:
    assert person_after({**track("u1", 9, key="m1"), "context": PASSIVE}).last_seen_ms == _ms(9)


def test_who_was_never_seen_stands_last_among_people() -> None:
    fold(block_of([identify("u1", 9, key="m1", context=PASSIVE), track("u2", 1, key="m2")]))

    assert [person.last_seen_ms for person in find.newest(10)] == [_ms(1), 0]
