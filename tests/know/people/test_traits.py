"""Traits: field by field the newer one wins, whatever was sent as a value."""

import json
from collections.abc import Callable

import msgspec
import pytest

from polku.kit import ids
from polku.know.events.event import Event
from polku.know.events.given import Given
from polku.know.events.read import Block
from polku.know.people import find
from polku.know.people.fold import fold
from polku.know.people.models import Identity, PeopleDay, Profile
from tests.know.people.stream import Said, block_of, identify, track

pytestmark = pytest.mark.django_db


def traits_after(*events: Said) -> dict[str, object]:
    fold(block_of(events))
    person = find.by_identity("user_id", "u1")
    assert person is not None
    traits: dict[str, object] = json.loads(person.traits)
    return traits


def test_the_newer_one_wins_field_by_field_and_not_the_one_that_came_later() -> None:
    assert traits_after(
        identify("u1", 5, key="m5", traits={"city": "Turku", "size": "M"}),
        identify("u1", 3, key="m3", traits={"city": "Espoo", "plan": "a"}),
    ) == {"city": "Turku", "size": "M", "plan": "a"}


def test_null_takes_a_field_away_and_older_values_do_not_bring_it_back() -> None:
    assert (
        traits_after(
            identify("u1", 5, key="m5", traits={"city": None}), identify("u1", 3, key="m3", traits={"city": "Espoo"})
        )
        == {}
    )


def test_at_equal_times_the_event_id_decides() -> None:
    assert traits_after(
        identify("u1", 1, key="m2", traits={"city": "Turku"}), identify("u1", 1, key="m1", traits={"city": "Espoo"})
    ) == {"city": "Turku"}


def test_an_object_is_one_value() -> None:
    assert traits_after(
        identify("u1", 1, key="m1", traits={"address": {"city": "Turku", "zip": "20100"}}),
        identify("u1", 2, key="m2", traits={"address": {"city": "Espoo"}}),
    ) == {"address": {"city": "Espoo"}}


def test_context_traits_count_and_traits_stand_above_them() -> None:
    event = identify("u1", 1, key="m1", context={"traits": {"city": "Espoo", "size": "M"}}, traits={"city": "Turku"})

    assert traits_after(event) == {"city": "Turku", "size": "M"}


@pytest.mark.parametrize("depth", [65, 300, 900])
def test_a_trait_nested_without_end_is_left_out_and_can_be_followed_by_others(depth: int) -> None:
    deep: list[object] = ["\0"]
    for _ in range(depth):
        deep = [deep]
    fold(block_of([identify("u1", 1, key="m1", traits={"deep": deep, "city": "Turku"})]))

    assert traits_after(identify("u1", 2, key="m2", traits={"size": "M"})) == {"city": "Turku", "size": "M"}


def test_what_cannot_be_an_identity_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    odd = [["k" * 41, "v"], ["", "v"], ["kind", ""], ["k\0", "v"], ["kind", "v" * 513]]
    events = [{"type": "identify", "identity": identity, "messageId": str(n)} for n, identity in enumerate(odd)]
    fold(block_of([*events, {**track("u1", 1, key="m9"), "identity": ["card", "77"]}]))

    assert [(row.kind, row.value) for row in Identity.objects.all()] == [("card", "77")]
    assert "cannot be an identity" in caplog.text


def test_of_more_fields_than_anybody_has_the_first_by_name_are_kept_in_any_order() -> None:
    low = {f"a{number:04}": 1 for number in range(700)}
    high = {f"b{number:04}": 2 for number in range(700)}
    fold(block_of([identify("u1", 2, key="m2", traits=high)]))

    found = traits_after(identify("u1", 1, key="m1", traits=low))
    assert list(found) == [*low, *list(high)[:300]]


ODD = {
    "emoji": "👩‍👩‍👧‍👦 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "rtl": "שלום \u202e مرحبا",
    "html": "<script>alert('{{ x }}')</script>",
    "huge": 10**40,
    "float": 1.5e300,
    "yes": True,
    "list": [1, None, {"a": []}],
    "": "no name",
    "k" * 500: "v" * 5_000,
    "sql": "'; DROP TABLE profile; --%s?",
}


def test_odd_values_are_kept_as_they_are() -> None:
    assert traits_after(identify("u1", 1, key="m1", traits=ODD)) == dict(sorted(ODD.items()))


def test_nul_is_taken_out_of_text_and_names() -> None:
    event = identify("u1", 1, key="m1", traits={"ci\0ty": "Tur\0ku", "list": ["\0", {"\0a": "\0"}], "name": "De\0vi"})

    assert traits_after(event) == {"city": "Turku", "list": ["", {"a": ""}], "name": "Devi"}


@pytest.mark.parametrize(
    "raw", [b'{"a":"\\ud800"}', b'{"a":' + b"[" * 3_000 + b"]" * 3_000 + b"}", b'{"a":1e999}', b"[1]", b'"text"', b"3"]
)
def test_traits_that_cannot_be_read_stop_nothing(raw: bytes) -> None:
    given = Given(type="identify", user_id="u1", message_id="m1", traits=msgspec.Raw(raw))
    event = Event(
        1, 0, 1, 5, 5, "m1", "identify", "Identified", ("user_id", "u1"), ids.identity_id("user_id", "u1"), given,
        msgspec.Raw(b'{"externalIds": {"type": 3}, "traits": []}'),
    )  # fmt: skip
    fold(Block(1, 1, [event], 1))

    assert Profile.objects.get().traits == "{}"


@pytest.mark.parametrize(
    ("traits", "name"),
    [
        ({"name": "  田中 さくら "}, "田中 さくら"),
        ({"first_name": "Devi", "last_name": "Rao"}, "Devi Rao"),
        ({"firstName": "Devi", "name": ""}, "Devi"),
        ({"name": {"first": "Devi"}}, ""),
        ({"name": 77}, "77"),
        ({"name": "x" * 1_000}, "x" * 400),
    ],
)
def test_a_person_has_a_name(traits: dict[str, object], name: str) -> None:
    traits_after(identify("u1", 1, key="m1", traits=traits))

    assert Profile.objects.get().name == name


def test_who_gave_an_email_only_as_an_identity_has_it_all_the_same() -> None:
    traits_after(identify("u1", 1, key="m1", context={"externalIds": [{"type": "email", "id": "Devi@Example.com"}]}))

    assert Profile.objects.get().email == "devi@example.com"


def test_ids_of_512_characters_are_ids() -> None:
    long = "𝔘" * 512
    fold(block_of([{"type": "identify", "userId": long, "anonymousId": "a" * 512, "messageId": "m" * 200}]))

    person = find.by_identity("user_id", long)
    assert person is not None
    assert [row.value for row in find.identities_of(person.id)] == [long, "a" * 512]


def test_two_identities_with_one_number_are_never_mixed(caplog: pytest.LogCaptureFixture) -> None:
    block = block_of([track("u1", 1, key="m1"), identify("u2", 2, key="m2", traits={"city": "Turku"})])
    clash = ids.identity_id("user_id", "u1")
    first, second = block.events
    second = msgspec.structs.replace(second, identity_id=clash)
    fold(Block(1, 1, [first], 1))
    fold(Block(2, 2, [second], 1))
    fold(Block(3, 3, [first, second], 1))

    assert [(row.kind, row.value, row.traits) for row in Identity.objects.all()] == [("user_id", "u1", "{}")]
    assert "share the number" in caplog.text


def test_a_late_event_moves_the_day_on_which_a_person_was_first_seen() -> None:
    fold(block_of([track("u1", 5, key="m5"), track("u2", 5, key="m6")]))
    fold(block_of([track("u1", 2, key="m2")], seq=5))

    days = {row.day - 18_262: row.people for row in PeopleDay.objects.all()}
    assert days == {2: 1, 5: 1}
    assert find.count() == 2


def test_what_polku_did_itself_makes_nobody_and_moves_no_date() -> None:
    fold(block_of([track("u1", 1, key="m1"), {**track("u1", 9, key="m2"), "_source": 0}]))
    fold(block_of([{**track("u2", 9, key="m3"), "_source": 0}], seq=5))

    person = Profile.objects.get()
    assert person.last_seen_ms == person.first_seen_ms


def test_most_events_cost_a_handful_of_statements(django_assert_max_num_queries: Callable) -> None:
    fold(block_of([track(f"u{number}", 1, key=f"m{number}") for number in range(400)]))

    with django_assert_max_num_queries(4):
        fold(block_of([track(f"u{number}", 2, key=f"n{number}") for number in range(400)], seq=500))
