"""Undoing a merge parts two people as if what joined them had never been said."""

from collections.abc import Callable

import pytest

from polku.kit import ids
from polku.know.people import find
from polku.know.people.merges import merges_of, refused_of
from polku.know.people.models import Identity, Merge, Profile
from polku.know.people.rebuild import rebuild
from polku.know.people.undo import NotMerged, redo_merge, undo_merge
from polku.know.teams.models import Member, TrailEntry
from tests.know.people.found import found
from tests.know.people.stream import Said, alias, identify, track

pytestmark = pytest.mark.django_db(transaction=True)

Log, CarryOn = Callable[..., None], Callable[[], None]


@pytest.fixture
def aino() -> Member:
    return Member.objects.create_user("aino@kahvila.example")


def visit_and_sign_in() -> list[Said]:
    return [
        track("a1", 1, key="m1"),
        identify("a1", 2, key="m2", traits={"city": "Turku"}),
        track("u1", 3, key="m3"),
        {**identify("u1", 4, key="m4", traits={"name": "Devi", "city": "Espoo"}), "anonymousId": "a1"},
        track("a1", 5, key="m5"),
    ]


def test_a_merge_is_recorded_with_what_came_and_why(log_events: Log, carry_on: CarryOn) -> None:
    log_events(*visit_and_sign_in())
    carry_on()

    person = find.by_identity("anonymous_id", "a1")
    assert person is not None
    merge = merges_of(person.id)[0]
    visitor = Identity.objects.get(kind="anonymous_id")
    assert [(row.kind, row.value) for row in find.identities_of(person.id)] == [
        ("user_id", "u1"),
        ("anonymous_id", "a1"),
    ]
    assert (merge.profile_id, merge.absorbed_id, merge.identities, merge.event_id) == (
        person.id,
        visitor.id,
        f"[{visitor.id}]",
        "m4",
    )
    assert (person.name, find.count()) == ("Devi", 1)


def test_undone_is_as_if_it_had_never_been_said(log_events: Log, carry_on: CarryOn, aino: Member) -> None:
    events = visit_and_sign_in()
    log_events(*events)
    carry_on()
    merged = found()

    undo_merge(Merge.objects.get(), by=aino)
    carry_on()

    parted = found()
    people = parted["people"]
    assert {lead: person["traits"] for lead, person in people.items()} == {
        ("user_id", "u1"): {"name": "Devi", "city": "Espoo"},
        ("anonymous_id", "a1"): {"city": "Turku"},
    }
    seen = {event["messageId"]: event["timestamp"] for event in events}
    assert {lead: (person["first"], person["last"]) for lead, person in people.items()} == {
        ("user_id", "u1"): (seen["m3"], seen["m4"]),
        ("anonymous_id", "a1"): (seen["m1"], seen["m5"]),
    }
    assert find.count() == 2
    merge = Merge.objects.get()
    assert (merge.undone_by, merge.undone_at_ms is not None) == ("aino@kahvila.example", True)
    assert merges_of(merge.profile_id) == merges_of(merge.absorbed_id) == [merge]

    log_events({**identify("u1", 9, key="m9"), "anonymousId": "a1"})
    carry_on()
    assert find.count() == 2  # the same saying again joins nobody

    redo_merge(merge, by=aino)
    carry_on()
    assert found()["merges"] == merged["merges"]
    assert find.count() == 1


def test_who_joined_later_goes_with_the_side_on_which_they_hang(
    log_events: Log, carry_on: CarryOn, aino: Member
) -> None:
    log_events(*visit_and_sign_in(), track("a2", 6, key="m6"), alias("a2", 7, key="m7", previous="a1"))
    carry_on()
    assert find.count() == 1

    undo_merge(Merge.objects.get(event_id="m4"), by=aino)
    carry_on()

    assert [sorted(value for _, value in person["identities"]) for person in found()["people"].values()] in (
        [["a1", "a2"], ["u1"]],
        [["u1"], ["a1", "a2"]],
    )


def test_what_was_undone_cannot_be_undone_again(log_events: Log, carry_on: CarryOn, aino: Member) -> None:
    log_events(*visit_and_sign_in())
    carry_on()
    undo_merge(Merge.objects.get(), by=aino)
    carry_on()

    with pytest.raises(NotMerged):
        undo_merge(Merge.objects.get(), by=aino)


def test_rebuilding_makes_the_same_people(log_events: Log, carry_on: CarryOn, aino: Member) -> None:
    log_events(*visit_and_sign_in(), {**identify("u2", 8, key="m8"), "anonymousId": "a1"})
    carry_on()
    undo_merge(Merge.objects.get(), by=aino)
    carry_on()
    before = found(), list(Profile.objects.order_by("id").values()), merges()

    rebuild()
    assert find.count() == 0
    carry_on()

    after = found(), list(Profile.objects.order_by("id").values()), merges()
    assert after == before


def merges() -> list[tuple[object, ...]]:
    return [vars_of(merge) for merge in Merge.objects.order_by("low_id")]


def vars_of(merge: Merge) -> tuple[object, ...]:
    return merge.low_id, merge.high_id, merge.profile_id, merge.identities, merge.undone_by, merge.undone_at_ms


def test_a_refused_merge_is_shown_with_its_rule(log_events: Log, carry_on: CarryOn) -> None:
    log_events(*visit_and_sign_in(), {**identify("u2", 8, key="m8"), "anonymousId": "a1"})
    carry_on()

    person = find.by_identity("user_id", "u2")
    assert person is not None
    assert [(link.rule, link.event_id) for link in refused_of(person.id)] == [("known users", "m8")]
    assert find.count() == 2


def test_the_news_of_a_merge_is_in_the_log_once_however_often_it_is_folded(log_events: Log, carry_on: CarryOn) -> None:
    from polku.know.events.read import last_seq, read_block

    first = last_seq()
    log_events(*visit_and_sign_in())
    carry_on()
    rebuild()
    carry_on()
    rebuild()
    carry_on()

    block = read_block(first, last_seq())
    assert block is not None
    assert [event.name for event in block.events if event.source == 0] == ["Profiles Merged"]


def test_undoing_and_redoing_are_noted_in_the_trail(log_events: Log, carry_on: CarryOn, aino: Member) -> None:
    log_events(*visit_and_sign_in())
    carry_on()
    person = find.by_identity("user_id", "u1")
    assert person is not None
    merge = merges_of(person.id)[0]
    undo_merge(merge, by=aino)
    carry_on()
    redo_merge(merge, by=aino)

    noted = list(TrailEntry.objects.order_by("pk").values_list("action", "who", "number"))
    assert noted == [(action, str(aino), ids.public(person.id)) for action in ("merge.undone", "merge.redone")]
