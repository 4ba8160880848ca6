"""What members ask of an import. Every verb moves the row on by itself, or not at all: two tabs cannot do it twice."""

from pathlib import Path

from django.db import transaction

from polku.kit import clock
from polku.know.events.imports import files
from polku.know.events.imports.models import Import
from polku.know.events.imports.told import Told, plain
from polku.know.teams import trail
from polku.know.teams.models import Member

State = Import.State

MAPPABLE = (State.NEW, State.CHECKED, State.STOPPED, State.FAILED)
UNDOABLE = (State.DONE, State.STOPPED, State.FAILED)
_NOTHING_COUNTED = {
    "step": "", "at": 0, "share": 0.0, "claim": "", "claimed_ms": 0, "trouble": "", "begun_ms": None, "ended_ms": None,
    "lines": 0, "rows": 0, "unchanged": 0, "refused": 0, "reasons": {},
}  # fmt: skip


def take_in(upload: Path, *, file_name: str, kind: str, by: Member) -> Import:
    """A file was uploaded. Raises Unreadable, and leaves the file where it is."""
    size = upload.stat().st_size
    stored = files.keep(upload, file_name)
    return Import.objects.create(
        kind=kind,
        file_name=file_name[-255:],
        stored=stored,
        size=size,
        by=by,
        who=str(by)[:254],
        created_ms=clock.now_ms(),
    )


def tell(row: Import, said: Told, *, source: str) -> bool:
    """How to read the file. False while it is being read."""
    wanted = {"told": plain(said), "source": source, "trouble": ""}
    return _move(row, MAPPABLE, State.NEW if not has_written(row) else State.STOPPED, **wanted)


def check(row: Import) -> bool:
    """Ask for the dry run."""
    if has_written(row):
        return False  # its counts are of what was imported already
    fresh = {**_NOTHING_COUNTED, "asked_ms": None, "new": 0, "amended": 0}
    return _move(row, (State.NEW, State.CHECKED, State.FAILED), State.CHECKING, **fresh)


def run(row: Import, *, by: Member) -> bool:
    """Ask for the import itself, or for its rest."""
    with transaction.atomic():
        begun = {"asked_ms": row.asked_ms or clock.now_ms(), **_NOTHING_COUNTED}
        if not has_written(row):
            begun |= {"new": 0, "amended": 0}
        is_moved = _move(row, (State.CHECKED, State.STOPPED, State.FAILED), State.RUNNING, **begun)
        if is_moved:
            trail.note(by, "import.run", subject=f"import:{row.pk}", after={"file": row.file_name, "kind": row.kind})
    return is_moved


def stop(row: Import, *, by: Member) -> bool:
    """Nothing more of it is written from this instant on."""
    with transaction.atomic():
        now_ms = clock.now_ms()
        is_stopped = _move(row, (State.RUNNING,), State.STOPPED, ended_ms=now_ms, claim="")
        if is_stopped:
            trail.note(by, "import.ended", subject=f"import:{row.pk}")
    return is_stopped or _move(row, (State.CHECKING,), State.NEW, claim="")


def undo(row: Import, *, by: Member) -> bool:
    """Ask that all its events be forgotten."""
    if not has_written(row):
        return False
    with transaction.atomic():
        fresh = {"undone_who": str(by)[:254], "step": "", "at": 0, "share": 0.0, "claim": "", "begun_ms": None}
        is_moved = _move(row, UNDOABLE, State.UNDOING, **fresh)
        if is_moved:
            counts = {"file": row.file_name, "new": row.new, "amended": row.amended}
            trail.note(by, "import.undone", subject=f"import:{row.pk}", before=counts)
    return is_moved


def give_up(row: Import) -> bool:
    """Let go of a file of which nothing was imported."""
    if has_written(row):
        return False
    with transaction.atomic():
        stored, refused = row.stored, row.refused_stored
        gone = {"stored": "", "refused_stored": "", "told": {}, "ended_ms": clock.now_ms()}
        is_moved = _move(row, (State.NEW, State.CHECKED, State.FAILED, State.STOPPED), State.GIVEN_UP, **gone)
    if is_moved:
        files.remove(stored, refused)
    return is_moved


def has_written(row: Import) -> bool:
    """Whether something of it is in the log. `new` and `amended` count that, but for a dry run."""
    return row.asked_ms is not None and row.new + row.amended > 0


def _move(row: Import, before: tuple[str, ...], after: str, **values: object) -> bool:
    moved = Import.objects.filter(pk=row.pk, state__in=before).update(state=after, **values) > 0
    row.refresh_from_db()
    return moved
