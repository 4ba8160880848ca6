"""An import that is undone leaves everything as it was before: people, orders, columns, and the memory of imports."""

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from polku.flow import KEEPERS, READERS
from polku.kit import clock, columns
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.imports import ask, files
from polku.know.events.imports.loop import Importer
from polku.know.events.imports.models import Amended, Import, ImportBatch, Imported
from polku.know.events.imports.told import Told
from polku.know.events.models import Forgetting
from polku.know.events.read import advance
from polku.know.orders.models import Order
from polku.know.people.erase import erase
from polku.know.people.find import by_identity
from polku.know.teams.models import Member, Team
from tests.examples import examples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]

Rows = Sequence[tuple[str, ...]]
PEOPLE = {"user_id": "user_id", "email": "email", "name": "name", "timestamp": "at"}
ORDERS = {"order_id": "order", "user_id": "user_id", "timestamp": "at", "products.price": "price"}


class Shop:
    """Files come in and are undone."""

    def __init__(self, by: Member) -> None:
        self.by = by
        self.importer = Importer()
        self.forgetter = Forgetter(READERS, KEEPERS)

    def people(self, *rows: tuple[str, ...]) -> Import:
        return self.bring_in("people", "user_id,email,name,at", rows, PEOPLE)

    def orders(self, *rows: tuple[str, ...]) -> Import:
        return self.bring_in("orders", "order,user_id,at,price", rows, ORDERS)

    def bring_in(self, kind: str, header: str, rows: Rows, map_: dict[str, str]) -> Import:
        part = files.path_of(files.new_name(".part"))
        part.write_text("\n".join([header, *(",".join(row) for row in rows)]) + "\n")
        row = ask.take_in(part, file_name="file.csv", kind=kind, by=self.by)
        ask.tell(row, Told(map=map_), source="Till")
        assert ask.check(row)
        self.carry_on()
        row.refresh_from_db()
        assert row.state == "checked", row.trouble
        assert ask.run(row, by=self.by)
        self.carry_on()
        row.refresh_from_db()
        return row

    def undo(self, row: Import) -> None:
        if not ask.undo(row, by=self.by):
            assert not ask.has_written(row)
            return
        for _ in range(100):
            self.carry_on()
            self.forgetter.tick()
            row.refresh_from_db()
            if row.state == "undone":
                self.carry_on()
                return
        raise AssertionError(f"{row.state} {row.step} {Forgetting.objects.values()}")

    def carry_on(self) -> None:
        while self.importer.tick(clock.now()) or any([advance(reader) for reader in READERS]):  # noqa: C419 - all of them
            pass


@pytest.fixture
def shop(columns: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    Team.objects.create(name="Kahvila", currency="EUR", time_zone="UTC")
    return Shop(Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos", name="Aino"))


def table(name: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name}")
        return sorted(map(repr, cursor.fetchall()))


def everything() -> dict[str, list[Any]]:
    """What people and orders are now. Link and merge rows are counted anew: their own numbers may differ."""
    tables = ("profile", "identity", "shop_order", "people_day")
    found = {name: table(name) for name in tables}
    for name, fields in (("identity_link", "low_id, high_id, at_ms, event_id, rule"), ("merge", "low_id, high_id")):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {fields} FROM {name} ORDER BY 1, 2")
            found[name] = [row for row in cursor.fetchall() if name == "merge" or row[2] is not None]
    found["people_day"] = [row for row in found["people_day"] if not row.endswith(", 0)")]
    return found


def test_people_who_exist_only_by_it_vanish_and_the_others_are_as_they_were(
    shop: Shop, log_events: Callable[..., None]
) -> None:
    log_events({"type": "identify", "userId": "aino", "traits": {"name": "Aino"}, "timestamp": "2026-01-01T00:00:00Z"})
    shop.carry_on()
    before = everything()

    row = shop.people(("aino", "aino@example.com", "Aino Aalto", "2026-02-01"), ("bo", "", "Bo", "2026-02-01"))
    changed = everything()
    shop.undo(row)

    assert changed != before
    assert everything() == before
    assert by_identity("user_id", "bo") is None
    assert (row.state, ImportBatch.objects.count()) == ("undone", 0)


def test_an_amendment_goes_back_to_what_it_amended(shop: Shop) -> None:
    shop.orders(("7", "aino", "2026-01-05", "3"))
    before = everything()
    row = shop.orders(("7", "aino", "2026-01-05", "4.50"), ("8", "bo", "2026-01-05", "1"))

    shop.undo(row)

    assert everything() == before
    assert Order.objects.get().revenue_minor == 300
    assert not Amended.objects.exists()


def test_undoing_the_older_of_two_leaves_the_newer_as_it_is(shop: Shop) -> None:
    older = shop.orders(("7", "aino", "2026-01-05", "3"), ("8", "aino", "2026-01-05", "1"))
    newer = shop.orders(("7", "aino", "2026-01-05", "4.50"))

    shop.undo(older)
    left = list(Order.objects.values_list("order_id", "revenue_minor"))
    shop.undo(newer)

    assert left == [("7", 450)]
    assert everything() == {name: [] for name in everything()}


def test_what_was_undone_can_be_imported_again_and_undone_again(shop: Shop) -> None:
    lines = (("7", "aino", "2026-01-05", "3"), ("8", "bo", "2026-01-06", "1"))
    first = shop.orders(*lines)
    totals = list(Order.objects.order_by("id").values_list("order_id", "revenue_minor", "at_ms"))
    shop.undo(first)

    again = shop.orders(*lines)

    assert (again.new, again.amended, again.unchanged) == (2, 0, 0)
    assert list(Order.objects.order_by("id").values_list("order_id", "revenue_minor", "at_ms")) == totals
    shop.undo(again)
    assert not Order.objects.exists()


def test_who_was_erased_is_new_when_the_same_file_comes_again(shop: Shop) -> None:
    lines = (("bo", "", "Bo", "2026-02-01"), ("eva", "", "Eva", "2026-02-01"))
    shop.people(*lines)
    shop.people(("bo", "", "Bo Ek", "2026-02-02"))
    bo = by_identity("user_id", "bo")
    assert bo is not None
    erase([bo], by="Aino")
    shop.forgetter.tick()

    remembered = Imported.objects.count(), Amended.objects.count()
    again = shop.people(*lines)

    assert remembered == (1, 0)
    assert (again.new, again.amended, again.unchanged) == (1, 0, 1)
    assert [face.name for face in (by_identity("user_id", "bo"), by_identity("user_id", "eva")) if face] == [
        "Bo",
        "Eva",
    ]


def test_an_order_that_went_to_somebody_else_is_still_known_when_its_first_owner_is_erased(shop: Shop) -> None:
    shop.orders(("7", "bo", "2026-01-05", "3"))
    shop.orders(("7", "eva", "2026-01-06", "3"))
    bo = by_identity("user_id", "bo")
    assert bo is not None
    erase([bo], by="Aino")
    shop.forgetter.tick()

    again = shop.orders(("7", "eva", "2026-01-06", "3"))

    assert (again.new, again.amended, again.unchanged) == (0, 0, 1)


def test_events_that_were_known_already_stay_when_their_repetition_goes(
    shop: Shop, log_events: Callable[..., None]
) -> None:
    """The memory of imports was lost, say by an older backup: the same ids come a second time, and do not count."""
    first = shop.orders(("7", "aino", "2026-01-05", "3"))
    before = everything()
    Imported.objects.all().delete()
    second = shop.orders(("7", "aino", "2026-01-05", "3"), ("8", "bo", "2026-01-06", "1"))

    shop.undo(second)

    assert (first.new, second.new) == (1, 2)
    assert everything() == before


def test_the_columns_forget_it_too(shop: Shop) -> None:
    shop.orders(("7", "aino", "2026-01-05", "3"))
    before = stories()
    row = shop.orders(("7", "aino", "2026-01-05", "4"), ("8", "bo", "2026-01-06", "1"))
    between = stories()

    shop.undo(row)

    assert len(between) == 3
    assert stories() == before


def test_an_undo_that_is_cut_off_is_gone_on_with(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polku.know.events.imports.undo.BATCHES", 1)
    monkeypatch.setattr("polku.know.events.imports.loop.TURN_S", -1.0)
    shop.people(("aino", "", "Aino", "2026-01-01"))
    before, known = everything(), list(Imported.objects.values_list("id", "version", "content_hash"))
    row = shop.people(*[(f"u{number}", "", f"Person {number}", "2026-01-02") for number in range(600)])
    ask.undo(row, by=shop.by)
    shop.importer.tick(clock.now())
    Import.objects.update(claimed_ms=0)

    shop.importer = Importer()
    shop.carry_on()
    shop.forgetter.tick()
    shop.carry_on()

    row.refresh_from_db()
    assert row.state == "undone"
    assert everything() == before
    assert list(Imported.objects.exclude(version=0).values_list("id", "version", "content_hash")) == known


USERS = st.sampled_from(["aino", "bo", "chen"])
DAYS = st.sampled_from(["2026-01-01", "2026-02-01", "2026-03-01"])
PERSON = st.tuples(USERS, st.sampled_from(["", "a@x.fi", "b@x.fi"]), st.sampled_from(["", "Aino", "Bo"]), DAYS)
ORDER = st.tuples(st.sampled_from(["1", "2", "3"]), USERS, DAYS, st.sampled_from(["1", "2.50"]))
A_FILE = st.one_of(
    st.tuples(st.just("people"), st.lists(PERSON, min_size=1, max_size=4)),
    st.tuples(st.just("orders"), st.lists(ORDER, min_size=1, max_size=4, unique_by=lambda order: order[0])),
)


@hypothesis_settings(
    max_examples=examples(5),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=st.lists(A_FILE, max_size=2), after=st.lists(A_FILE, min_size=1, max_size=3), data=st.data())
def test_imports_undone_in_any_order_leave_what_was_before(
    shop: Shop, before: list[tuple[str, Rows]], after: list[tuple[str, Rows]], data: st.DataObject
) -> None:
    nothing = everything()
    earlier = [getattr(shop, kind)(*rows) for kind, rows in before]
    expected = everything()
    known = set(Imported.objects.exclude(version=0).values_list("id", "version", "content_hash"))

    imported = [getattr(shop, kind)(*rows) for kind, rows in after]
    for row in data.draw(st.permutations(imported)):
        shop.undo(row)

    assert everything() == expected
    assert set(Imported.objects.exclude(version=0).values_list("id", "version", "content_hash")) == known
    for row in data.draw(st.permutations(earlier)):
        shop.undo(row)
    assert everything() == nothing


def stories() -> list[tuple[Any, ...]]:
    return list(itertools.chain(columns.query("SELECT id, name, seq, nth, properties FROM stories ORDER BY seq, nth")))
