"""Carrying imports on: one at a time, some steps a tick, so that others get their turn and the program can end.

A row that says it is being checked, run or undone is worked on by whoever holds its claim. A worker that died is known
by its silence; the next one begins the file again, and what is written already is passed over.
"""

import logging
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from polku.kit import clock, ids
from polku.know.events.imports import files
from polku.know.events.imports.ledger import Ledger, TakenAway
from polku.know.events.imports.models import COUPONS, Import
from polku.know.events.imports.problems import ImportProblem
from polku.know.events.imports.sheet import At
from polku.know.events.imports.told import request
from polku.know.events.imports.undo import settle_undone, undo_steps
from polku.know.teams.begin import the_team
from polku.know.teams.models import Source, create_source

log = logging.getLogger(__name__)
State = Import.State

TURN_S = 0.1  # one tick, about: then the thread looks up
PACE_S = 0.2  # from the beginning of one turn to the next: pages, and those who read the log, want theirs
SILENCE_MS = 60 * clock.SECOND_MS  # of a worker on another machine: then it is dead
TRIES = 5  # of a file that breaks us, rather than being refused
# How much of the whole each step takes, for the bar: where it begins, and how long it is.
CHECKING = {"reading": (0.0, 0.6), "understanding": (0.6, 0.25), "counting": (0.85, 0.1), "refusing": (0.95, 0.05)}
RUNNING = {"reading": (0.0, 0.35), "understanding": (0.35, 0.1), "importing": (0.45, 0.5), "refusing": (0.95, 0.05)}

WAITING = (~Q(stored="") & Q(state__in=(State.CHECKING, State.RUNNING))) | (
    Q(state=State.UNDOING, forgetting_id__isnull=True) & ~Q(kind=COUPONS)
)


@dataclass
class Job:
    ledger: Ledger
    row: Import
    steps: Generator[At, None, None]


class Importer:
    """Who carries imports on. One a process."""

    def __init__(self) -> None:
        self.claim = ids.new_id()
        self._job: Job | None = None
        self._tries: dict[int, int] = {}

    def tick(self, now: datetime) -> int:
        """A turn of the import in hand, or of the next one. 0 when there is none."""
        did = settle_undone() if self._job is None else 0
        job = self._job = self._job or self._next(clock.to_ms(now))
        if job is None:
            return did
        began = clock.monotonic()
        try:
            for at in job.steps:
                if clock.monotonic() - began > TURN_S:
                    job.ledger.is_at(at.what, at.done, _share(job.row, at))
                    return 1
        except TakenAway:
            job.steps.close()
        except ImportProblem as problem:
            job.ledger.failed(sentence(problem))
        except Exception as problem:
            self._job = None
            self._broke(job, problem)
            raise
        self._job = None
        return 1

    def end(self) -> None:
        """Before the program ends: whoever comes next need not wait until we are taken for dead."""
        if self._job is not None:
            self._job.steps.close()
            Import.objects.filter(pk=self._job.row.pk, claim=self.claim).update(claim="", claimed_ms=0)
            self._job = None

    def _next(self, now_ms: int) -> Job | None:
        """Claim the oldest import that nobody works on."""
        # On SQLite this process is the only one that has loops: another claim is that of a dead one.
        silent = Q(pk__gt=0) if connection.vendor == "sqlite" else Q(claimed_ms__lt=now_ms - SILENCE_MS)
        wanted = Import.objects.filter(silent | Q(claim="") | Q(claim=self.claim)).filter(WAITING).order_by("pk")
        if not wanted.exists():  # asked first, for who claims holds up on SQLite everybody who writes
            return None
        with transaction.atomic():
            free = wanted.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
            row = free.first()
            if row is None:
                return None
            row.claim, row.claimed_ms, row.begun_ms = self.claim, now_ms, now_ms
            row.save(update_fields=["claim", "claimed_ms", "begun_ms"])
        ledger = Ledger(row.pk, self.claim)
        return Job(ledger, row, undo_steps(row) if row.state == State.UNDOING else _file_steps(row, ledger))

    def _broke(self, job: Job, problem: Exception) -> None:
        tries = self._tries[job.row.pk] = self._tries.get(job.row.pk, 0) + 1
        if tries >= TRIES and job.row.state != State.UNDOING:
            connection.close()
            job.ledger.failed(f"{type(problem).__name__}: {problem}")


def sentence(problem: ImportProblem) -> str:
    """What is wrong, behind the name of its kind, by which pages tell it in the reader's language."""
    return f"{type(problem).__name__}: {str(problem) or type(problem).__doc__}"


def _file_steps(row: Import, ledger: Ledger) -> Generator[At, None, None]:
    from polku.know.events.imports.run import import_steps  # with what reads tables: see sheet.py

    team, dry = the_team(), row.state == State.CHECKING
    files.remove(row.refused_stored)
    row.refused_stored = files.new_name(".csv")
    wanted = request(
        row, source=_source(row.source, dry=dry), currency=team.currency, zone=team.time_zone or "UTC", dry=dry
    )
    now_ms = clock.now_ms() if dry or row.asked_ms is None else row.asked_ms
    outcome = yield from import_steps(wanted, now_ms=now_ms, told=ledger.told)
    refused = row.refused_stored if outcome.refused else ""
    if dry:
        ledger.checked(outcome, refused_stored=refused)
    elif ledger.done(outcome, refused_stored=refused):
        Import.objects.filter(pk=row.pk).update(stored="")
        files.remove(row.stored)


def _source(name: str, *, dry: bool) -> int:
    source = Source.objects.filter(name=name, ended_at=None).order_by("pk").first()
    if source is None and not dry:
        source = create_source(name)
    return source.pk if source else 0


def _share(row: Import, at: At) -> float:
    """Of the whole."""
    start, length = (CHECKING if row.state == State.CHECKING else RUNNING).get(at.what, (0.0, 1.0))
    return start + length * min(1.0, at.share)
