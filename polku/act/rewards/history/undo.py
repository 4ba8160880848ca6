"""Undoing an import of coupons: what it wrote goes from the ledger, then its events are forgotten.

A coupon of which something was used, given back or taken away since is no longer history alone: it stays as a whole,
with what is told of it. A program of which nothing is left goes too; the same files can be imported again.
"""

from collections.abc import Iterator, Sequence, Set
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from polku.act.rewards.history.names import KEYS, by_of
from polku.act.rewards.ledger.models import Act, Lot, Movement, Program
from polku.kit import ids
from polku.know.events.event import Event, read_batch
from polku.know.events.forgetting.ask import forget_events
from polku.know.events.forgetting.reasons import undone
from polku.know.events.imports.models import COUPONS, Import, ImportBatch
from polku.know.events.models import LogBatch

AT_ONCE = 1_000  # coupons in one transaction
_K = Movement.Kind


def tick(_now: datetime) -> int:
    """A part of the oldest that is to be undone. `settle_undone` of the imports sees to the end."""
    waiting = Import.objects.filter(kind=COUPONS, state=Import.State.UNDOING, forgetting_id__isnull=True).order_by("pk")
    row = waiting.first()
    if row is None:
        return 0
    return _take_away(row) or _forget(row.pk)


def kept(row: Import) -> int:
    """How many coupons of it would stay."""
    return _grants(row).filter(_others(row)).count()


def _grants(row: Import) -> QuerySet[Movement]:
    return Movement.objects.filter(program_id__in=programs_of(row), kind=_K.GRANT, by=by_of(row.pk))


def _others(row: Import) -> Exists:
    """Something happened to it besides. That its time ran out is nothing anybody did."""
    since = Movement.objects.filter(lot=OuterRef("pk")).exclude(by=by_of(row.pk)).exclude(kind=_K.EXPIRED)
    return Exists(since)


def programs_of(row: Import) -> list[int]:
    return list(row.told.get("programs", []))


@transaction.atomic
def _take_away(row: Import) -> int:
    part = list(_grants(row).exclude(_others(row)).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    # Whoever uses one just now has it, or finds that it is gone.
    held = list(Lot.objects.select_for_update().filter(pk__in=part).values_list("pk", flat=True))
    gone = set(_grants(row).filter(pk__in=held).exclude(_others(row)).values_list("pk", flat=True)) | (
        set(part) - set(held)
    )
    Movement.objects.filter(lot__in=gone).delete()
    Movement.objects.filter(pk__in=gone).delete()
    Lot.objects.filter(pk__in=gone).delete()
    Import.objects.filter(pk=row.pk).update(step="going back", at=row.at + len(gone))
    return len(gone)


@transaction.atomic
def _forget(number: int) -> int:
    """Ask that its events be forgotten, but for those of what stays."""
    row = Import.objects.select_for_update().get(pk=number)
    stays = _grants(row)
    lots = dict(stays.values_list("pk", "identity_id"))
    seqs = list(ImportBatch.objects.filter(import_id=number).values_list("seq", flat=True))
    places = dict(_places(seqs, {ids.public(pk) for pk in lots}, set(lots.values())))
    _let_go([pk for pk in programs_of(row) if not Movement.objects.filter(program_id=pk).exists()])
    asked = forget_events(places, by=row.undone_who, reason=undone(number))
    row.told["kept"] = len(lots)
    row.forgetting_id, row.step, row.claim = asked.pk, "forgetting", ""
    row.save(update_fields=["told", "forgetting_id", "step", "claim"])
    return 1


def _let_go(programs: Sequence[int]) -> None:
    """Of these nothing is left; the next import makes them anew."""
    keys = Act.objects.filter(key__gte=KEYS, key__lt=f"{KEYS[:-1]}0")  # "0" comes after "/"
    Act.objects.filter(pk__in=[one.pk for one in keys if one.answer and one.answer.get("program") in programs]).delete()
    Program.objects.filter(pk__in=programs).delete()


def _places(seqs: Sequence[int], lots: Set[str], people: Set[int]) -> Iterator[tuple[int, list[int]]]:
    for seq, received_ms, source, payload in LogBatch.objects.filter(seq__in=seqs).values_list(
        "seq", "received_ms", "source", "payload"
    ):
        events = read_batch(seq, received_ms=received_ms, source=source, payload=bytes(payload))
        yield seq, [event.index for event in events if not _stays(event, lots, people)]


def _stays(event: Event, lots: Set[str], people: Set[int]) -> bool:
    if event.type == "identify":
        return event.identity_id in people
    return event.properties.get("grant") in lots
