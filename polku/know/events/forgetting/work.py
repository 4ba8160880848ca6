"""Carrying out what was asked to be forgotten: one group at a time, every step safe to be done twice."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from django.db import transaction

from polku.kit import clock, columns
from polku.know.events.columns_sql import TABLES
from polku.know.events.event import Event
from polku.know.events.forgetting import columns as going
from polku.know.events.forgetting import disk
from polku.know.events.forgetting.ask import Todo
from polku.know.events.forgetting.jobs import add_up, encode_todo, leave_only_counts, parts_of, read_todo, whom_of
from polku.know.events.forgetting.keeper import Keeper
from polku.know.events.forgetting.others import VERDICTS, places_of, retell
from polku.know.events.forgetting.places import Places, events_at, joined, repeated
from polku.know.events.forgetting.rest import Rest
from polku.know.events.forgetting.take_out import take_out
from polku.know.events.forgetting.whom import Whom
from polku.know.events.models import Duplicate, Forgetting
from polku.know.events.read import Reader, alone, last_seq, place

log = logging.getLogger(__name__)

PEOPLE = 50  # in one transaction: the intake waits for it
TOGETHER = 1_000  # requests whose columns are made right in one go: that costs the same for one as for all
PATIENCE_MS = 30 * clock.SECOND_MS  # with readers that are behind: what they have not read is found in the log
PAUSE_S = 0.05  # from one part of many events to the next: others write, too


class Forgetter:
    """Who forgets: `readers` stand still meanwhile, `keepers` are the rooms that keep something."""

    def __init__(self, readers: Sequence[Reader], keepers: Sequence[Keeper]) -> None:
        self.readers, self.keepers = readers, keepers

    def tick(self) -> int:
        """Carry on with what was asked first. 0 when there is nothing to do, or it has to wait."""
        jobs = list(Forgetting.objects.exclude(state=Forgetting.State.DONE).order_by("pk")[:TOGETHER])
        if not jobs:
            return 0
        people = [job for job in jobs if job.what == Forgetting.What.PEOPLE]
        # What a killed process had begun comes first and alone: who these people are is not asked again.
        begun = [job for job in people if not job.todo or read_todo(job.todo).is_whole]
        return self._people(begun or people) if people else self._events(jobs[0])

    def say(self, problem: Exception) -> None:
        """Note, for those who watch, why it does not go on."""
        sentence = str(problem) or type(problem).__doc__ or repr(problem)
        Forgetting.objects.exclude(state=Forgetting.State.DONE).update(trouble=sentence[:2000])

    def _people(self, jobs: list[Forgetting]) -> int:
        whom = whom_of(jobs)
        if whom.people:
            if self._must_wait(jobs, whom):
                return 0
            self._step(jobs, "log")
            whom = self._whole(jobs, whom)
            counts, end = self._forget_people(whom)
            self._step(jobs, "columns")
            tables = [named for keeper in self.keepers for named in keeper.columns]
            going.let_go(whom.identities)
            going.remove_people(tables, end=end)
            with transaction.atomic():
                # Again, for a campaign may have asked for somebody whose number it still held.
                for keeper in self.keepers:
                    whom = keeper.still(whom) if keeper.still is not None else whom
                counts += self._forget(whom)
                leave_only_counts(jobs, counts)
        self._finish(jobs, sorted({table for keeper in self.keepers for table, _condition in keeper.columns}))
        return len(jobs)

    def _whole(self, jobs: Sequence[Forgetting], whom: Whom) -> Whom:
        """As they are now: since they were asked for, people may have merged or parted."""
        if all(not job.todo or read_todo(job.todo).is_whole for job in jobs):
            return whom
        for keeper in self.keepers:
            whom = keeper.who(whom) if keeper.who is not None else whom
        todo = Todo(people=[dict(person) for person in whom.people], names=sorted(whom.names), is_whole=True)
        with transaction.atomic():
            for job in jobs:
                job.todo = encode_todo(todo if job is jobs[0] else Todo(is_whole=True)).decode()
                Forgetting.objects.filter(pk=job.pk).update(todo=job.todo)
        return whom

    def _forget_people(self, whom: Whom) -> tuple[Counter[str], int]:
        """What was forgotten, and the end of the log then: what comes later is somebody new."""
        counts: Counter[str] = Counter()
        with self._standing_still():
            end = last_seq()
            again: Places = repeated(frozenset(whom.identities), frozenset(), end=end)
            for start in range(0, len(whom.people), PEOPLE):
                part = Whom(whom.people[start : start + PEOPLE], whom.names)
                places, others = places_of(part, end=end)
                with transaction.atomic():
                    retell(others, part)
                    gone = take_out(joined(places, again))
                    counts += self._without(gone, end=end, whole=frozenset(part.identities))
                again = {}
            with transaction.atomic():
                counts += self._forget(whom)
        return counts, end

    def _events(self, job: Forgetting) -> int:
        places: Places = dict(read_todo(job.todo or "{}").places)
        if places:
            self._step([job], "log")
            if columns.is_open():
                going.let_events_go(places)
            with self._standing_still(), transaction.atomic():
                # First, for later their ids are known no more: those that came again, and are stepped over since.
                event_ids = {event.id for event in events_at(places)} if Duplicate.objects.exists() else set()
                take_out(repeated(frozenset(), event_ids, end=last_seq()))
            for part in parts_of(places):
                with self._standing_still(), transaction.atomic():
                    gone = take_out(part)
                    counts = self._without(gone, end=last_seq(), whole=frozenset())
                    add_up(job, counts)
                clock.pause(PAUSE_S)
            self._step([job], "columns")
            going.let_events_go(places)
            going.remove_events(TABLES)
            with transaction.atomic():
                leave_only_counts([job], Counter())
        self._finish([job], TABLES)
        return 1

    def _without(self, gone: Sequence[Event], *, end: int, whole: frozenset[int]) -> Counter[str]:
        rest, counts = Rest(end=end), Counter(events=len(gone))
        said = [event for event in gone if event.name not in VERDICTS]  # see others.py
        for keeper in self.keepers:
            if keeper.without is not None and (said or whole):
                counts[keeper.name] += keeper.without(said, rest, whole)
        return counts

    def _forget(self, whom: Whom) -> Counter[str]:
        return Counter({keeper.name: keeper.forget(whom) for keeper in self.keepers if keeper.forget is not None})

    def _must_wait(self, jobs: Sequence[Forgetting], whom: Whom) -> bool:
        """Nothing may leave for them after this; what is leaving has to have left. And the readers shall be there."""
        with transaction.atomic():
            is_under_way = [keeper.call_off(whom) for keeper in self.keepers if keeper.call_off is not None]
        asked_ms, seq = min(job.asked_ms for job in jobs), max(job.at_seq for job in jobs)
        is_patient = 0 <= clock.now_ms() - asked_ms < PATIENCE_MS
        are_behind = is_patient and any(place(reader.name) < seq for reader in self.readers)
        if any(is_under_way) or are_behind:
            self._step(jobs, "waiting")
            return True
        return False

    def _finish(self, jobs: Sequence[Forgetting], tables: Sequence[str]) -> None:
        self._step(jobs, "disk")
        going.empty_bins(tables)
        disk.leave_nothing_behind()
        ids = [job.pk for job in jobs]
        Forgetting.objects.filter(pk__in=ids).update(state=Forgetting.State.DONE, step="", done_ms=clock.now_ms())

    @contextmanager
    def _standing_still(self) -> Iterator[None]:
        """No reader holds a block in its hands that was read before."""
        with ExitStack() as held:
            for reader in (*self.readers, Reader("people to columns", lambda _block: None)):
                held.enter_context(alone(reader, wait=True))
            yield

    def _step(self, jobs: Sequence[Forgetting], step: str) -> None:
        late = [job.pk for job in jobs if job.step != step or job.state != Forgetting.State.WORKING]
        if late:
            Forgetting.objects.filter(pk__in=late).update(state=Forgetting.State.WORKING, step=step, trouble="")
        for job in jobs:
            job.state, job.step = Forgetting.State.WORKING, step
