"""Finding people."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from polku.kit import ids
from polku.know.events.read import place
from polku.know.people import find
from polku.know.people.fold import fold
from polku.know.people.models import Profile
from tests.know.people.stream import block_of, identify, track

pytestmark = pytest.mark.django_db


@pytest.fixture
def devi() -> Profile:
    event = identify(
        "u1",
        2,
        key="m1",
        anonymousId="a1",
        traits={"name": "Devi", "email": "devi@example.com", "phone": "+358 40 1234567"},
        context={"externalIds": [{"type": "line", "id": "U77"}, {"type": "club", "id": "C-9"}]},
    )
    place("people")
    fold(block_of([track("a1", 1, key="m0"), event]))
    return Profile.objects.get()


@pytest.mark.parametrize(
    "query",
    [
        "u1",
        " u1 ",
        "a1",
        "Devi@Example.com",
        "+358 40-123 45 67",
        "U77",
        "C-9",
        "club:C-9",
        "line:U77",
        "email:devi@example.com",
    ],
)
def test_any_of_their_names_finds_a_person(devi: Profile, query: str) -> None:
    assert find.exact(query) == [devi]


def test_their_number_and_that_of_any_identity_find_a_person(devi: Profile) -> None:
    visitor = ids.identity_id("anonymous_id", "a1")

    assert find.exact(ids.public(devi.id)) == find.exact(ids.public(visitor)) == [devi]
    assert find.by_id(visitor) == find.by_id(devi.id) == find.by_identity("line", "U77") == devi
    assert find.profile_ids([visitor, devi.id, 5]) == {visitor: devi.id, devi.id: devi.id}
    assert find.profiles([devi.id, visitor]) == {devi.id: devi}


@pytest.mark.parametrize("query", ["", "  ", "\0", "nobody", ":", "club:", "x" * 5_000, "'; --", "%", "0000000000000"])
def test_who_is_not_there_is_not_found(devi: Profile, query: str) -> None:
    assert find.exact(query) == []


def test_unknown_names_and_numbers_are_nobody(devi: Profile) -> None:
    assert find.by_identity("email", "u1") is None
    assert find.by_identity("email", "\0") is None
    assert find.by_id(77) is None
    assert find.identities_of(77) == []


def test_identities_are_told_the_leading_one_first(devi: Profile) -> None:
    assert [row.kind for row in find.identities_of(devi.id)] == [
        "user_id",
        "line",
        "email",
        "phone",
        "club",
        "anonymous_id",
    ]


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    fold(block_of([track(f"u{number}", number // 3, key=f"m{number}") for number in range(20)]))

    pages, before = [], None
    while page := find.newest(4, before):
        pages += page
        before = page[-1].last_seen_ms, page[-1].id

    assert len(pages) == find.count() == 20
    assert pages == sorted(pages, key=lambda person: (-person.last_seen_ms, -person.id))


def test_a_page_of_people_is_read_from_the_index() -> None:
    fold(block_of([track(f"u{number}", 1, key=f"m{number}") for number in range(50)]))
    plan = Profile.objects.order_by("-last_seen_ms", "-id").extra(
        where=["(last_seen_ms, id) < (%s, %s)"], params=[9, 9]
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off")
    explained = plan[:5].explain()

    assert "profile_last_seen" in explained
    assert "TEMP B-TREE" not in explained
    assert "Sort" not in explained


def test_new_people_are_counted_by_day() -> None:
    fold(block_of([track("u1", 1, key="m1"), track("u2", 3, key="m2"), track("u3", 3, key="m3")]))

    counted = find.new_by_day(last=4, now=datetime(2020, 1, 5, 10, tzinfo=UTC))
    assert [people for _, people in counted] == [1, 0, 2, 0]


def test_addresses_are_found_as_they_are_written(log_events, carry_on):
    traits = {"email": "Devi@Example.com", "phone": "+358 40 123 4567"}
    log_events({"type": "identify", "userId": "devi", "traits": traits})
    carry_on()

    found = [find.by_identity("email", "Devi@Example.com"), find.by_identity("phone", "+358 40 123 4567")]

    assert [profile.id if profile else None for profile in found] == [ids.identity_id("user_id", "devi")] * 2
