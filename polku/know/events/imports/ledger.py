"""What an import notes of itself while it is carried on, in the very transactions that write."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import F

from polku.kit import clock, ids
from polku.know.events.imports.models import Import, ImportBatch
from polku.know.events.imports.request import Outcome
from polku.know.events.imports.write import Written
from polku.know.teams import trail

State = Import.State


class TakenAway(Exception):
    """The import was stopped, or somebody else carries it on."""


@dataclass(frozen=True)
class Ledger:
    """Of one import, for whoever holds its claim."""

    import_id: int
    claim: str

    def told(self, seqs: Sequence[int], written: Written) -> None:
        """In the transaction that appended these batches. Raises TakenAway, which takes them back."""
        is_ours = self._ours(State.RUNNING).update(
            new=F("new") + written.new, amended=F("amended") + written.amended, claimed_ms=clock.now_ms()
        )
        if not is_ours:
            raise TakenAway
        ImportBatch.objects.bulk_create(ImportBatch(seq=seq, import_id=self.import_id) for seq in seqs)

    def is_at(self, what: str, done: int, share: float) -> None:
        """A sign of life. Raises TakenAway."""
        is_ours = self._ours(State.CHECKING, State.RUNNING, State.UNDOING).update(
            step=what, at=done, share=share, claimed_ms=clock.now_ms()
        )
        if not is_ours:
            raise TakenAway

    def checked(self, outcome: Outcome, *, refused_stored: str) -> bool:
        """The dry run is over."""
        counts = {"new": outcome.written.new, "amended": outcome.written.amended}
        return self._ended(State.CHECKING, State.CHECKED, outcome, refused_stored, **counts)

    def done(self, outcome: Outcome, *, refused_stored: str) -> bool:
        """All is imported. What an earlier try wrote counts as written, though the last one found it unchanged."""
        return self._ended(State.RUNNING, State.DONE, outcome, refused_stored)

    def done_with(self, *, lines: int, rows: int, refused: int, reasons: dict[str, int], told: dict[str, int]) -> bool:
        """The same of what is counted otherwise. `told`: kept beside what was said of it."""
        row = Import.objects.get(pk=self.import_id)
        counts = {"lines": lines, "rows": rows, "refused": refused, "unchanged": max(0, rows - row.new)}
        ended = {"state": State.DONE, "step": "", "share": 1.0, "claim": "", "ended_ms": clock.now_ms()}
        return self._ours(State.RUNNING).update(**ended, **counts, reasons=reasons, told=row.told | told) > 0

    def failed(self, sentence: str) -> None:
        """Nothing can be imported; a dry run that says so leads back to the columns."""
        now = {"trouble": sentence, "ended_ms": clock.now_ms(), "claim": "", "step": ""}
        self._ours(State.CHECKING).update(state=State.NEW, **now)
        self._ours(State.RUNNING).update(state=State.FAILED, **now)

    def stopped(self) -> None:
        """By whoever began it at the command line."""
        self._ours(State.RUNNING).update(state=State.STOPPED, ended_ms=clock.now_ms(), claim="", step="")

    def _ended(self, before: str, after: str, outcome: Outcome, refused_stored: str, **counts: int) -> bool:
        row = Import.objects.get(pk=self.import_id)
        counts = {"new": row.new, "amended": row.amended, **counts}
        written = counts["new"] + counts["amended"]
        ended = self._ours(before).update(
            state=after,
            step="",
            share=1.0,
            claim="",
            ended_ms=clock.now_ms(),
            lines=outcome.lines,
            rows=outcome.rows,
            unchanged=max(0, outcome.rows - written),
            refused=len(outcome.refusals),
            reasons=outcome.refusals.by_code(),
            refused_stored=refused_stored,
            **counts,
        )
        return ended > 0

    def _ours(self, *states: str) -> models.QuerySet[Import]:
        return Import.objects.filter(pk=self.import_id, claim=self.claim, state__in=states)


@transaction.atomic
def begin_here(*, kind: str, file_name: str, size: int, source: str) -> Ledger:
    """An import by the command line: carried on by the process that begins it, and by nobody else."""
    now_ms, claim = clock.now_ms(), ids.new_id()
    row = Import.objects.create(
        kind=kind,
        state=State.RUNNING,
        file_name=file_name[-255:],
        size=size,
        source=source,
        created_ms=now_ms,
        asked_ms=now_ms,
        begun_ms=now_ms,
        claim=claim,
        claimed_ms=now_ms,
    )
    trail.note(None, "import.run", subject=f"import:{row.pk}", after={"file": row.file_name, "kind": kind})
    return Ledger(row.pk, claim)
