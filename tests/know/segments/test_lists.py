"""A list is a segment whose people were named one by one."""

import pytest

from polku.kit import columns as store
from polku.know.people.models import Identity
from polku.know.segments import columns as list_columns
from polku.know.segments import lists, segments
from polku.know.segments.models import Segment
from polku.know.teams.models import TrailEntry
from tests.conftest import NOON
from tests.know.segments.conftest import number

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


@pytest.fixture
def two(live) -> Segment:
    for name in ("devi", "emile", "fumi"):
        live(name, {"city": "Turku"})
    return lists.make_list("Tasters", identities=[number("devi"), number("emile")])


def test_whoever_was_named_is_in_it(two, inside):
    assert inside(two) == ["devi", "emile"]
    assert two.rule == {"in_segment": two.pk}
    assert len(segments.people_on(two)) == 2


def test_people_are_put_on_it_and_taken_off(two, inside):
    assert lists.add(two, [number("fumi"), number("devi")]) == 1
    assert inside(two) == ["devi", "emile", "fumi"]

    assert lists.take_off(two, [number("devi")]) == 1
    assert inside(two) == ["emile", "fumi"]

    assert lists.replace(two, [number("devi")]) == 1
    assert inside(two) == ["devi"]
    lists.replace(two, [])
    assert inside(two) == []


def test_every_change_is_in_the_trail(two):
    lists.add(two, [number("fumi")])
    lists.take_off(two, [number("devi")])

    told = [(entry.action, entry.after) for entry in TrailEntry.objects.order_by("pk")]
    assert told == [
        ("segment.made", {"name": "Tasters", "kind": "list"}),
        ("segment.list_grew", {"people": 2}),
        ("segment.list_grew", {"people": 1}),
        ("segment.list_shrank", {"people": 1}),
    ]


def test_somebody_on_it_stays_on_it_when_people_merge(two, inside):
    inside(two)
    Identity.objects.filter(id=number("devi")).update(profile_id=number("fumi"))
    from polku.know.people.models import Changed, Profile

    Profile.objects.filter(id=number("devi")).delete()
    for changed in ("devi", "fumi"):
        Changed.objects.update_or_create(id=number(changed), defaults={"at_seq": 2})

    assert inside(two) == ["emile", "fumi"]
    assert len(segments.people_on(two)) == 2
    assert lists.take_off(two, [number("fumi")]) == 1
    assert inside(two) == ["emile"]


def test_other_rules_can_ask_for_it_and_are_asked_anew_when_it_changes(two, inside):
    others = segments.create(
        "Not tasters", rule={"all": [{"trait": "city", "value": "turku"}, {"not": {"in_segment": "tasters"}}]}
    )
    assert inside(others) == ["fumi"]
    others.refresh_from_db()
    before = others.edits

    lists.add(two, [number("fumi")])

    assert inside(others) == []
    others.refresh_from_db()
    assert others.edits == before + 1


def test_a_snapshot_keeps_who_was_in_it(live, inside):
    live("devi", {"city": "Turku"})
    turku = segments.create("Turku", rule={"trait": "city", "value": "Turku"})
    inside(turku)

    then = lists.snapshot(turku, by=None, now=NOON)
    live("devi", {"city": "Pori"})

    assert then.name == "Turku (copy)"
    assert inside(then) == ["devi"]
    assert inside(turku) == []


def test_a_copy_is_of_the_same_kind(two, inside):
    assert inside(lists.copy(two)) == ["devi", "emile"]
    assert lists.copy(two).name == "Tasters (copy 2)"
    rule = {"trait": "city", "value": "Turku"}
    assert lists.copy(segments.create("Turku", rule=rule), name="Again").rule == rule


def test_the_copy_in_the_columns_is_made_again_when_it_was_lost(two, inside):
    inside(two)
    list_columns.empty()

    assert inside(two) == ["devi", "emile"]
    assert list_columns.tick(NOON) == 0
    segments.remove(two, by=None, users=())
    list_columns.tick(NOON)
    assert store.query("SELECT * FROM lists") + store.query("SELECT * FROM list_members") == []


def test_a_launch_waits_until_rules_find_the_list_as_it_is(two, inside):
    assert not list_columns.are_copied()
    inside(two)
    assert list_columns.are_copied()
    lists.add(two, [number("fumi")])
    assert not list_columns.are_copied()
