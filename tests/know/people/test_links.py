"""Who is one person, and who is not."""

from collections.abc import Callable

import pytest

from polku.know.people import find
from polku.know.people.fold import fold
from polku.know.people.models import Changed, Identity, Link, Profile, Refused
from tests.know.people.found import found
from tests.know.people.stream import Said, alias, block_of, identify, track

pytestmark = pytest.mark.django_db


def people_of(*events: Said) -> set[frozenset[str]]:
    fold(block_of(events))
    return people()


def people() -> set[frozenset[str]]:
    return {frozenset(value for _, value in person["identities"]) for person in found()["people"].values()}


def test_tracks_alone_join_nobody() -> None:
    both = {**track("u1", 1, key="m1"), "anonymousId": "a1"}

    assert people_of(both, track("a1", 2, key="m2")) == {frozenset({"u1"}), frozenset({"a1"})}


def test_identify_joins_visitor_email_phone_and_own_kinds() -> None:
    event = identify(
        "u1",
        1,
        key="m1",
        anonymousId="a1",
        traits={"email": " Devi@Example.COM ", "phone": "+358 (40) 123-4567"},
        context={"externalIds": [{"type": "line", "id": "U77"}, {"type": "club", "id": 12}, {"type": "", "id": "x"}]},
    )

    assert people_of(event) == {frozenset({"u1", "a1", "devi@example.com", "+358401234567", "U77", "12"})}


def test_a_phone_number_that_leads_as_it_was_typed_is_the_same_phone() -> None:
    typed = {"type": "identify", "identity": ["phone", "+358 40 123"], "messageId": "m1"}

    assert people_of(typed, identify("u1", 2, key="m2", traits={"phone": "+35840123"})) == {
        frozenset({"+358 40 123", "+35840123", "u1"})
    }


def test_what_cannot_be_an_address_joins_nobody() -> None:
    for number, user in enumerate(("u1", "u2")):
        fold(block_of([identify(user, 1, key=f"m{number}", traits={"email": "n/a", "phone": "-"})], seq=number + 1))

    assert people() == {frozenset({"u1"}), frozenset({"u2"})}


def test_two_known_users_never_merge_by_accident() -> None:
    events = [{**identify(user, day, key=f"m{day}"), "anonymousId": "a1"} for day, user in enumerate(("u1", "u2"))]

    assert people_of(*events) == {frozenset({"u1", "a1"}), frozenset({"u2"})}
    assert [(link.rule, link.event_id) for link in Refused.objects.all()] == [("known users", "m1")]


def test_an_alias_of_two_users_joins_them_and_what_was_refused_before() -> None:
    events = [{**identify(user, day, key=f"m{day}"), "anonymousId": "a1"} for day, user in enumerate(("u1", "u2"))]
    people_of(*events)

    fold(block_of([alias("u1", 9, key="m9", previous="u2")], seq=9))

    assert people() == {frozenset({"u1", "a1", "u2"})}
    assert not Refused.objects.exists()


def test_at_most_five_users_are_joined_even_by_alias() -> None:
    known = [track(f"u{number}", 1, key=f"t{number}") for number in range(7)]
    aliases = [alias("u0", 2 + number, key=f"m{number}", previous=f"u{number}") for number in range(1, 7)]

    assert sorted(len(person) for person in people_of(*known, *aliases)) == [1, 1, 5]
    assert {link.rule for link in Refused.objects.all()} == {"cap"}


def test_a_name_that_only_an_alias_has_spoken_of_is_nobody() -> None:
    fold(block_of([alias("u1", 1, key="m1", previous="old"), alias("u2", 2, key="m2", previous="old")]))

    assert people() == {frozenset({"u1"}), frozenset({"u2"})}
    assert find.count() == Profile.objects.count() == 2
    assert Identity.objects.filter(is_named=False).count() == 2

    fold(block_of([{"type": "track", "event": "Seen", "anonymousId": "old", "messageId": "m3"}], seq=3))
    assert people() == {frozenset({"u1", "old"}), frozenset({"u2"})}


def test_a_tablet_that_four_users_claim_is_nobodys() -> None:
    claims = [{**identify(f"u{number}", number, key=f"m{number}"), "anonymousId": "tablet"} for number in range(3)]
    fold(block_of([track("tablet", 0, key="m"), *claims]))
    assert people() == {frozenset({"u0", "tablet"}), frozenset({"u1"}), frozenset({"u2"})}

    fold(block_of([{**identify("u3", 4, key="m4"), "anonymousId": "tablet"}], seq=9))

    assert people() == {frozenset({name}) for name in ("u0", "u1", "u2", "u3", "tablet")}
    assert [link.rule for link in Refused.objects.all()] == ["shared"] * 4


def test_a_tablet_of_ten_thousand_users_costs_no_more_than_its_events(django_assert_max_num_queries: Callable) -> None:
    def claims(start: int, end: int) -> list[Said]:
        return [
            {**identify(f"u{number}", 1, key=f"m{number}"), "anonymousId": "tablet"} for number in range(start, end)
        ]

    fold(block_of(claims(0, 5_000)))
    fold(block_of(claims(5_000, 10_000), seq=5_001))
    with django_assert_max_num_queries(40):
        fold(block_of([*claims(10_000, 10_001), track("tablet", 2, key="m")], seq=10_001))

    assert Link.objects.filter(rule="shared").count() == 10_001
    assert find.count() == 10_002
    tablet = Identity.objects.get(value="tablet")
    assert (tablet.is_shared, tablet.profile_id) == (True, tablet.id)


def test_a_user_id_that_is_a_crowd_is_not_one_person() -> None:
    claims = [
        {**identify("guest", 1, key=f"m{number}"), "userId": "guest", "anonymousId": f"a{number}"}
        for number in range(1_001)
    ]
    fold(block_of(claims))

    assert find.count() == 1  # the visitors were claimed, but nobody has seen one
    assert Identity.objects.get(value="guest").is_shared
    assert set(Link.objects.values_list("rule", flat=True)) == {"shared"}


def test_one_person_has_five_hundred_identities_at_most() -> None:
    claims = [{**identify("u1", number, key=f"m{number}"), "anonymousId": f"a{number}"} for number in range(600)]
    fold(block_of(claims))

    assert len(max(people(), key=len)) == 500
    assert Refused.objects.filter(rule="cap").count() == 101


def test_news_travels_to_the_columns_for_what_changed_only() -> None:
    fold(block_of([identify("u1", 1, key="m1", traits={"city": "Turku"}), track("a1", 1, key="m2")]))
    Changed.objects.all().delete()

    fold(block_of([track("u1", 2, key="m3"), identify("u1", 3, key="m4", traits={"city": "Turku"})], seq=5))
    assert not Changed.objects.exists()

    fold(block_of([{**identify("u1", 4, key="m5"), "anonymousId": "a1"}], seq=7))
    assert set(Changed.objects.values_list("id", flat=True)) == {Identity.objects.get(value="a1").id}
