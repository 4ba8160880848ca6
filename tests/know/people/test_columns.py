"""People in the column store: their traits, who belongs to whom, and finding them by a part of their name."""

import pytest

from polku.kit import columns as store
from polku.know.people import columns
from polku.know.people.models import Changed, Identity, Profile
from polku.know.people.search import search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("columns")]


def save(number: int, **facts: object) -> Profile:
    """A profile with its leading identity, noted as changed."""
    profile = Profile(id=number, first_seen_ms=1_000, last_seen_ms=1_000 + number, **facts)
    profile.save()
    own = {"kind": "user_id", "value": str(number), "profile_id": number, "first_seen_ms": 0, "last_seen_ms": 0}
    Identity.objects.get_or_create(id=number, defaults=own)
    note(number)
    return profile


def note(number: int) -> None:
    Changed.objects.update_or_create(id=number, defaults={"at_seq": 7})


def people() -> list[tuple[object, ...]]:
    return store.query("SELECT id, name, orders, toString(traits) FROM people FINAL ORDER BY id")


def owner_of(identity: int) -> object:
    return store.value(f"SELECT {columns.PERSON} FROM (SELECT {{i:UInt64}} AS identity)", {"i": identity})


def test_a_person_follows_their_changes():
    devi = save(1, name="Devi", traits='{"city": "Pune"}')
    columns.sync()
    devi.orders = 2
    devi.save()
    note(1)

    assert columns.sync() == 1

    assert people() == [(1, "Devi", 2, '{"city":"Pune"}')]
    assert list(Changed.objects.all()) == []
    assert columns.sync() == 0


def test_everybody_has_their_turn_while_some_change_all_the_time():
    for number in (1, 2, 3):
        save(number)
    columns.sync(limit=2)
    note(1)
    note(2)

    columns.sync(limit=2)

    assert [row[0] for row in people()] == [1, 2, 3]
    assert list(Changed.objects.values_list("id", flat=True)) == [1, 2]
    assert [columns.sync(limit=2), columns.sync(limit=2)] == [2, 0]


def test_a_profile_that_was_absorbed_is_gone_and_its_identity_belongs_to_the_other():
    save(1, name="Devi")
    save(2, name="Devi too")
    columns.sync()
    Profile.objects.filter(id=2).delete()
    Identity.objects.filter(id=2).update(profile_id=1)
    note(2)

    columns.sync()

    assert [row[0] for row in people()] == [1]
    assert (owner_of(1), owner_of(2), owner_of(3)) == (1, 1, 3)


def test_an_undone_merge_gives_the_identity_back():
    save(1, name="Devi")
    Identity.objects.create(id=2, kind="email", value="d@x", profile_id=1, first_seen_ms=0, last_seen_ms=0)
    note(2)
    columns.sync()
    assert owner_of(2) == 1
    Identity.objects.filter(id=2).update(profile_id=2)
    save(2, name="Devi too")

    columns.sync()

    assert owner_of(2) == 2
    assert [row[0] for row in people()] == [1, 2]


def test_a_change_that_comes_while_a_row_is_written_is_not_lost(monkeypatch):
    save(1, name="Devi")
    write = columns._write_people

    def write_and_change(ids, version):
        write(ids, version)
        Profile.objects.filter(id=1).update(name="Devika")
        note(1)

    monkeypatch.setattr(columns, "_write_people", write_and_change)
    columns.sync()
    monkeypatch.undo()
    columns.sync()

    assert [row[1] for row in people()] == ["Devika"]


def test_a_rebuild_brings_everybody_back():
    save(1, name="Devi")
    save(2, name="Emile")
    Identity.objects.create(id=3, kind="email", value="e@x", profile_id=2, first_seen_ms=0, last_seen_ms=0)
    note(3)
    columns.sync()
    before = people()

    columns.rebuild()

    assert people() == []
    columns.sync()
    assert people() == before
    assert owner_of(3) == 2


def test_traits_that_cannot_be_read_leave_the_person_there():
    save(1, name="Devi", traits='{"a": 1e999}')

    columns.sync()

    assert people() == [(1, "Devi", 0, "{}")]


@pytest.mark.parametrize("text", ["virta", "VIRTA", "aino v", "virta aino", "ｖｉｒｔａ", "@example", "+358", "40123"])
def test_a_part_of_a_name_an_address_or_a_number_finds_a_person(text):
    save(1, name="Aino Virtanen", email="Aino@Example.com", phone="+35840123")
    save(2, name="山田 花子", email="hanako@kahvila.test")
    columns.sync()

    assert search(text, 10) == [1]


@pytest.mark.parametrize(
    ("text", "found"), [("花", [2]), ("田 花", [2]), ("a", [2, 1]), ("%", []), ("'", []), ("", []), (" ", [])]
)
def test_search_takes_every_script_and_no_pattern(text, found):
    save(1, name="Aino", email="aino@example.com")
    save(2, name="山田 花子", email="hanako@kahvila.test")
    columns.sync()

    assert search(text, 10) == found


def test_those_seen_last_come_first():
    for number in range(1, 6):
        save(number, name=f"Aino {number}")
    columns.sync()

    assert search("aino", 3) == [5, 4, 3]
