"""Blocks of several slices, beside single messages."""

import pytest

from polku.kit import clock
from polku.know.people.models import Identity
from polku.say.channels.channel import Failed, Sent
from polku.say.outbox import find, loop
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.packed import ask as packed_ask
from polku.say.outbox.packed import forget
from polku.say.outbox.packed.ask import ask_audience
from polku.say.outbox.packed.models import MessageBlock, MessageCounted, MessageOutcome
from polku.say.outbox.packed.pack import identities_of, identities_packed, places_of, places_packed

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(person, monkeypatch, noon):
    """`crowd(7)`: so many people, asked for in blocks of three."""
    monkeypatch.setattr(packed_ask, "BLOCK", 3)

    def make(count):
        people = sorted(person(f"p{number}") for number in range(count))
        put_into_words("campaign:7", subject="", body="Hello")
        given = {"channel": "pigeon", "campaign_id": 7, "due_ms": clock.to_ms(noon), "now": noon}
        assert ask_audience("campaign:7", identity_ids=people, **given) == count
        return people

    return make


def counted():
    found = {}
    for state, count in MessageCounted.objects.values_list("state", "count"):
        found[state] = found.get(state, 0) + count
    return found


def test_every_message_has_a_number_of_its_own(crowd, person, noon):
    def single(name):
        number = person(name)
        put_into_words(name, subject="", body="Hello")
        ask_many(name, identity_ids=[number], channel="pigeon", campaign_id=None, due_ms=0, now=noon)
        return number

    before = single("before")
    people = crowd(7)
    after = single("after")

    found = find.of_people([before, *people, after])
    numbers = {one.identity_id: one.id for one in found}
    assert len(set(numbers.values())) == 9
    assert {number: one.identity_id for number, one in find.by_number(numbers.values()).items()} == {
        number: identity for identity, number in numbers.items()
    }
    assert find.by_number([max(numbers.values()) + 1]) == {}


def test_a_block_goes_out_slice_by_slice_and_everything_is_counted_meanwhile(crowd, pigeon, noon):
    people = crowd(7)
    pigeon.batch = 2

    seen = [counted()]
    while loop.tick(noon):
        seen.append(counted())

    assert [one.get("sent", 0) for one in seen] == [0, 2, 4, 6, 7]
    assert {sum(one.values()) for one in seen} == {7}
    assert len(pigeon.letters) == 7
    assert set(MessageBlock.objects.values_list("state", flat=True)) == {"settled"}
    assert {one.identity_id: one.state for one in find.of_people(people)} == dict.fromkeys(people, "sent")


def test_who_needs_another_attempt_leaves_the_block_under_the_same_number(crowd, pigeon, noon):
    people = crowd(3)
    numbers = {one.identity_id: one.id for one in find.of_people(people)}
    pigeon.next_outcomes = [Sent(), Failed("rain", is_temporary=True), Failed("gone")]

    loop.tick(noon)

    found = {one.identity_id: one for one in find.of_people(people)}
    assert [found[one].state for one in people] == ["sent", "asked", "failed"]
    assert {one.identity_id: one.id for one in found.values()} == numbers
    assert counted() == {"sent": 1, "asked": 1, "failed": 1}
    assert sorted(MessageOutcome.objects.values_list("state", "count")) == [("apart", 2), ("sent", 1)]


def test_a_campaigns_messages_are_read_part_by_part(crowd, pigeon, noon):
    people = crowd(8)
    pigeon.batch = 2
    pigeon.next_outcomes = [Sent(), Failed("gone"), Sent(), Sent()]
    loop.tick(noon)
    loop.tick(noon)

    whole = find.of_campaign(7, most=100)
    assert sorted(one.identity_id for one in whole) == people
    for size in (1, 2, 3, 5):
        parts = [find.of_campaign(7, skip=skip, most=size) for skip in range(0, 9, size)]
        assert [one for part in parts for one in part] == whole
    waiting = find.of_campaign(7, state="asked", most=100)
    assert (len(waiting), {one.state for one in waiting}) == (4, {"asked"})
    assert [one.state for one in find.of_campaign(7, state="failed", most=5)] == ["failed"]


def test_who_is_forgotten_leaves_a_number_and_gets_nothing(crowd, pigeon, noon):
    people = crowd(7)
    gone = [people[1], people[5]]

    assert forget.call_off(gone) is False
    Identity.objects.filter(id__in=gone).delete()
    while loop.tick(noon):
        pass

    assert find.of_people(gone) == []
    assert counted() == {"sent": 5, "held": 2}
    assert len(pigeon.letters) == 5
    assert forget.forget(people[:1]) == 1
    assert (find.of_people(people[:1]), counted()) == ([], {"sent": 5, "held": 2})


def test_who_is_in_a_workers_hands_is_not_called_off(crowd, pigeon, noon, monkeypatch):
    people = crowd(3)
    loop.claim(pigeon, now=noon, most=2)

    with clock.fixed(noon):
        assert forget.call_off(people[:1]) is True
        assert forget.call_off(people[2:]) is False
    with clock.fixed(clock.from_ms(clock.to_ms(noon) + 40_000)):
        assert forget.call_off(people[:1]) is False


def test_nobody_is_asked_who_is_not_known_any_more(crowd, person, noon):
    devi = person("devi")
    given = {"channel": "pigeon", "campaign_id": 8, "due_ms": 0, "now": noon}

    assert ask_audience("campaign:8", identity_ids=sorted([devi, devi + 1]), **given) == 1
    assert ask_audience("campaign:9", identity_ids=[devi + 1], **given) == 0
    assert ask_audience("campaign:10", identity_ids=[], **given) == 0


def test_numbers_survive_being_packed():
    numbers = [-(2**63), -1, 0, 1, 2**63 - 1]
    assert list(identities_of(identities_packed(numbers))) == numbers
    assert list(places_of(places_packed([0, 1, 999, 65_535]))) == [0, 1, 999, 65_535]
