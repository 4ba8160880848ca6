"""Undoing an import: what counted of each row before it counts again, then its events are forgotten.

Every event's id says which row it is of, and which version (see `write`). The memory goes back first, batch by batch,
each step safe to be done twice: what has gone back is found gone. A version number never comes again, so what is
imported later is never taken for what was forgotten.
"""

import re
from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence

from django.db import transaction

from polku.kit import clock, ids
from polku.know.events.event import read_batch
from polku.know.events.forgetting.ask import forget_events
from polku.know.events.forgetting.reasons import undone
from polku.know.events.imports.models import Amended, Import, ImportBatch, Imported
from polku.know.events.imports.sheet import At
from polku.know.events.models import Forgetting, LogBatch

EVENT_ID = re.compile(r"import-([0-9a-z]{13})-(\d+)-[0-9a-z]{13}")
BATCHES = 4  # in one transaction
ROWS = 500  # in one statement

Version = tuple[int, int]  # of which row, which one


def undo_steps(row: Import) -> Generator[At, None, None]:
    """Let go back what was remembered, and ask for the events to be forgotten. `settle_undone` sees to the end."""
    seqs = list(ImportBatch.objects.filter(import_id=row.pk).order_by("-seq").values_list("seq", flat=True))
    counts: dict[int, int] = {}
    for start in range(0, len(seqs), BATCHES):
        counts |= _go_back(seqs[start : start + BATCHES])
        yield At("going back", start, start / len(seqs))
    with transaction.atomic():
        if Import.objects.select_for_update().get(pk=row.pk).forgetting_id is not None:
            return
        places = {seq: range(count) for seq, count in counts.items()}
        asked = forget_events(places, by=row.undone_who, reason=undone(row.pk))
        Import.objects.filter(pk=row.pk).update(forgetting_id=asked.pk, step="forgetting", claim="")


def settle_undone() -> int:
    """Imports whose events are all forgotten are undone."""
    waiting = Import.objects.filter(state=Import.State.UNDOING, forgetting_id__isnull=False)
    settled = 0
    for row in waiting:
        forgetting = Forgetting.objects.filter(pk=row.forgetting_id or 0)
        if forgetting.exclude(state=Forgetting.State.DONE).exists():
            continue
        with transaction.atomic():
            ImportBatch.objects.filter(import_id=row.pk).delete()
            done = {"state": Import.State.UNDONE, "undone_ms": clock.now_ms(), "step": "", "share": 1.0}
            settled += Import.objects.filter(pk=row.pk, state=Import.State.UNDOING).update(**done)
    return settled


@transaction.atomic
def _go_back(seqs: Sequence[int]) -> dict[int, int]:
    """Let what was before these batches count again. Gives how many events each holds."""
    counts: dict[int, int] = {}
    gone: list[Version] = []
    for seq, received_ms, source, count, payload in LogBatch.objects.filter(seq__in=seqs).values_list(
        "seq", "received_ms", "source", "count", "payload"
    ):
        counts[seq] = count
        for event in read_batch(seq, received_ms=received_ms, source=source, payload=bytes(payload)):
            gone += _version_of(event.id)
    for start in range(0, len(gone), ROWS):
        _forget_versions(gone[start : start + ROWS])
    return counts


def unlearn(event_ids: Iterable[str]) -> None:
    """Of events that are gone from the log for good: what was before them counts again; of the others nothing stays."""
    gone = [version for event_id in event_ids for version in _version_of(event_id)]
    for start in range(0, len(gone), ROWS):
        part = gone[start : start + ROWS]
        _forget_versions(part)
        Imported.objects.filter(id__in={key for key, _version in part}, version=0).delete()


def _version_of(event_id: str) -> list[Version]:
    """None for an event that no import has written."""
    match = EVENT_ID.fullmatch(event_id)
    key = ids.number(match[1]) if match else None
    return [(key, int(match[2]))] if match and key is not None else []


def _forget_versions(gone: Sequence[Version]) -> None:
    """Each version's amendment, if there is one, leads back to what stood before it; the chain closes over the gap."""
    keys = sorted({key for key, _version in gone})
    rows = Imported.objects.select_for_update().in_bulk(keys)
    chains: defaultdict[int, dict[int, Amended]] = defaultdict(dict)
    for one in Amended.objects.filter(key__in=keys):
        chains[one.key][one.version] = one
    for key, version in gone:
        row, chain = rows.get(key), chains[key]
        amended = chain.pop(version, None)
        before = (amended.before_version, amended.before_hash) if amended else (0, 0)
        for later in chain.values():
            if later.before_version == version:
                later.before_version, later.before_hash = before
        if row is not None:
            row.top = max(row.top, row.version, version)
            if row.version == version:
                row.version, row.content_hash = before
    Imported.objects.bulk_create(
        rows.values(), update_conflicts=True, update_fields=["version", "content_hash", "top"], unique_fields=["id"]
    )
    Amended.objects.filter(key__in=keys).delete()
    Amended.objects.bulk_create(one for chain in chains.values() for one in chain.values() if one.before_version)
