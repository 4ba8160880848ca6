"""An uploaded file is carried on by a loop: stopped, killed and begun again, and every line is in once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from polku.kit import clock
from polku.know.events.imports import ask, files
from polku.know.events.imports.loop import Importer
from polku.know.events.imports.models import Import, ImportBatch
from polku.know.events.imports.tidy import tidy
from polku.know.events.imports.told import Told
from polku.know.events.models import LogBatch
from polku.know.teams.models import Member, Team, TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

PEOPLE = "user_id,name\n" + "".join(f"u{number},Person {number}\n" for number in range(3_000))
MAP = {"user_id": "user_id", "name": "name"}
Upload = Callable[..., Import]


@pytest.fixture
def aino() -> Member:
    Team.objects.create(name="Kahvila", currency="EUR", time_zone="Europe/Helsinki")
    return Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos", name="Aino")


@pytest.fixture
def upload(aino: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Upload:
    """A file that Aino has uploaded, its columns named: `upload("user_id\\n1\\n")`."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)

    def upload(content: str = PEOPLE, *, kind: str = "people", **said: object) -> Import:
        part = files.path_of(files.new_name(".part"))
        part.write_text(content)
        row = ask.take_in(part, file_name="people.csv", kind=kind, by=aino)
        ask.tell(row, Told(**{"map": MAP, **said}), source="Till")  # type: ignore[arg-type]
        return row

    return upload


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step is a tick of its own."""
    monkeypatch.setattr("polku.know.events.imports.loop.TURN_S", -1.0)


def carry_through(importer: Importer) -> None:
    while importer.tick(clock.now()):
        pass


def events() -> int:
    return sum(LogBatch.objects.values_list("count", flat=True))


def test_a_dry_run_counts_and_writes_nothing(upload: Upload) -> None:
    row = upload(PEOPLE + ",Nobody\n")
    ask.check(row)

    carry_through(Importer())

    row.refresh_from_db()
    assert (row.state, row.lines, row.rows, row.new, row.refused) == ("checked", 3_001, 3_000, 3_000, 1)
    assert row.reasons == {"empty": 1}
    assert "Nobody" in files.path_of(row.refused_stored).read_text("utf-8-sig")
    assert events() == 0


def test_the_run_writes_counts_and_lets_go_of_the_file(upload: Upload, aino: Member) -> None:
    row = upload()
    ask.check(row)
    carry_through(Importer())
    stored = row.stored

    assert ask.run(row, by=aino)
    carry_through(Importer())

    row.refresh_from_db()
    assert (row.state, row.new, row.amended, row.unchanged) == ("done", 3_000, 0, 0)
    assert events() == 3_000
    assert ImportBatch.objects.filter(import_id=row.pk).count() == LogBatch.objects.count()
    assert not files.path_of(stored).exists()
    assert list(TrailEntry.objects.values_list("action", flat=True)) == ["import.run"]


def test_two_who_press_start_at_once_start_it_once(upload: Upload, aino: Member) -> None:
    row = upload()
    ask.check(row)
    carry_through(Importer())
    tab, other_tab = Import.objects.get(pk=row.pk), Import.objects.get(pk=row.pk)

    started = [ask.run(tab, by=aino), ask.run(other_tab, by=aino)]

    assert started == [True, False]


@pytest.mark.usefixtures("slow")
def test_a_worker_that_dies_is_followed_by_one_that_writes_no_line_twice(upload: Upload, aino: Member) -> None:
    row = upload()
    ask.check(row)
    carry_through(Importer())
    ask.run(row, by=aino)
    dead = Importer()
    while not events():
        dead.tick(clock.now())
    Import.objects.update(claimed_ms=0)  # on PostgreSQL a worker is taken for dead after a minute

    carry_through(Importer())

    row.refresh_from_db()
    assert (row.state, row.new, row.unchanged, events()) == ("done", 3_000, 0, 3_000)


@pytest.mark.usefixtures("slow")
def test_who_lost_the_claim_writes_nothing_more(upload: Upload, aino: Member) -> None:
    row = upload()
    ask.check(row)
    carry_through(Importer())
    ask.run(row, by=aino)
    late = Importer()
    while not events():
        late.tick(clock.now())
    written = events()
    Import.objects.update(claim="another")

    late.tick(clock.now())

    assert events() == written


@pytest.mark.usefixtures("slow")
def test_what_is_stopped_stays_stopped_and_can_be_gone_on_with(upload: Upload, aino: Member) -> None:
    row = upload()
    ask.check(row)
    carry_through(Importer())
    ask.run(row, by=aino)
    importer = Importer()
    while not events():
        importer.tick(clock.now())

    assert ask.stop(row, by=aino)
    carry_through(importer)
    stopped_at = events()
    assert ask.run(row, by=aino)
    carry_through(importer)

    row.refresh_from_db()
    assert 0 < stopped_at < 3_000
    assert (row.state, row.new, events()) == ("done", 3_000, 3_000)


def test_a_file_that_cannot_be_read_so_leads_back_to_its_columns(upload: Upload) -> None:
    row = upload("user_id,when\nu1,01/02/2026\n", map={"user_id": "user_id", "timestamp": "when"})
    ask.check(row)

    carry_through(Importer())

    row.refresh_from_db()
    assert row.state == "new"
    assert row.trouble.startswith("AmbiguousDates: ")


def test_said_how_days_are_written_it_can(upload: Upload) -> None:
    row = upload("user_id,when\nu1,01/02/2026\n", map={"user_id": "user_id", "timestamp": "when"}, dates="month first")
    ask.check(row)

    carry_through(Importer())

    row.refresh_from_db()
    assert (row.state, row.rows, row.trouble) == ("checked", 1, "")


def test_a_week_later_what_nobody_ran_is_given_up(upload: Upload) -> None:
    row = upload()
    stored = row.stored

    tidy(clock.from_ms(row.created_ms + 8 * clock.DAY_MS))

    row.refresh_from_db()
    assert (row.state, row.stored, files.path_of(stored).exists()) == ("given up", "", False)


def test_a_file_that_no_import_knows_is_removed_once_it_is_old(upload: Upload) -> None:
    stray = files.path_of(files.new_name(".part"))
    stray.write_text("left by a broken connection")
    kept = upload()

    tidy(clock.from_ms(int(stray.stat().st_mtime * 1000) + 2 * clock.HOUR_MS))

    assert not stray.exists()
    assert files.path_of(kept.stored).exists()


def test_with_nothing_to_do_nobody_is_held_up() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert Importer().tick(clock.now()) == 0

    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []
