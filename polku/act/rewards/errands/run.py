"""Running errands: a part at a time, each with its place in one transaction, so that nothing is counted twice."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.db.models import F, Q

from polku.act.rewards.errands.models import Errand
from polku.act.rewards.gifts import NotLive, give
from polku.act.rewards.ledger.end import withdraw
from polku.act.rewards.ledger.models import Lot, Program
from polku.act.rewards.stamps import many
from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.people import find
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.know.segments import segments
from polku.know.segments.models import Segment

PART = 5_000  # of people or lots in one transaction: the intake waits for the same lock
STAMPS_PART = many.AT_ONCE  # a card that is filled takes as long as two hundred others
CLAIM_MS = 60_000  # of whoever was killed, another goes on after that


def tick(now: datetime) -> int:
    """Run one errand, as far as it goes. Returns how many parts it took."""
    errand = _claim(now)
    if errand is None:
        return 0
    trouble = ""
    try:
        return _give(errand, now) if errand.what == Errand.What.GIVE else _withdraw(errand)
    except NotLive:
        return 0  # it waits until the program goes on
    except (RuleError, ColumnsError) as problem:
        trouble = str(problem)[:1_000] or type(problem).__name__
        return 0
    finally:
        rests_ms = clock.to_ms(now) + CLAIM_MS if trouble else 0
        Errand.objects.filter(pk=errand.pk).update(claimed_until_ms=rests_ms, trouble=trouble)


def _claim(now: datetime) -> Errand | None:
    now_ms = clock.to_ms(now)
    due = Errand.objects.filter(ended_at__isnull=True, claimed_until_ms__lte=now_ms)
    is_due = Q(what=Errand.What.WITHDRAW) | Q(program__state=Program.State.LIVE)
    for row in due.filter(is_due).order_by("pk")[:5]:
        among = Errand.objects.filter(pk=row.pk, ended_at__isnull=True, claimed_until_ms__lte=now_ms)
        if among.update(claimed_until_ms=now_ms + CLAIM_MS):
            return row
    return None


def _give(errand: Errand, now: datetime) -> int:
    people = _people(errand, now)
    Errand.objects.filter(pk=errand.pk).update(found=len(people))
    parts = 0
    size = STAMPS_PART if errand.program.kind == Program.Kind.STAMPS else PART
    for start in range(bisect_right(people, errand.place), len(people), size):
        part = people[start : start + size]
        with transaction.atomic():
            if not _goes_on(errand):
                return parts
            program = Program.objects.get(pk=errand.program_id)
            got = give(program, part, errand.cause, amount=errand.amount, by=errand.by, now=clock.now())
            _advance(errand, len(part), got, part[-1])
        parts += 1
    _finish(errand)
    return parts + 1


def _withdraw(errand: Errand) -> int:
    among = Lot.objects.filter(program_id=errand.program_id, left__gt=0)
    if "people" in errand.whom:
        among = among.filter(identity_id__in=_names(errand.whom["people"]))
    if errand.found is None:
        Errand.objects.filter(pk=errand.pk).update(found=among.count())
    parts, place = 0, errand.place
    while True:
        with transaction.atomic():
            lots = list(among.filter(pk__gt=place).order_by("pk").values_list("pk", flat=True)[:PART])
            if not lots or not _goes_on(errand):
                break
            got = withdraw(lots, cause=f"withdrawn:{errand.pk}", by=errand.by, now_ms=clock.now_ms())
            place = lots[-1]
            _advance(errand, len(lots), got, place)
        parts += 1
    _finish(errand)
    return parts + 1


def _names(people: Sequence[int]) -> Sequence[int]:
    """All identities of these people now: what was given before they signed up is under another one of theirs."""
    return sorted({*people, *chain.from_iterable(find.other_names(people).values())})


def _people(errand: Errand, now: datetime) -> Sequence[int]:
    """Ascending. Raises RuleError, ColumnsError."""
    if "people" in errand.whom:
        return sorted(errand.whom["people"])
    if "segment" not in errand.whom:
        return ask.people({"all": []}, now)
    segment = Segment.objects.filter(pk=errand.whom["segment"]).first()
    return segments.people(segment, now) if segment is not None else []


def _goes_on(errand: Errand) -> bool:
    """Whoever stops it waits for this part."""
    return Errand.objects.select_for_update().filter(pk=errand.pk, ended_at__isnull=True).exists()


def _advance(errand: Errand, count: int, got: int, place: int) -> None:
    Errand.objects.filter(pk=errand.pk).update(
        done=F("done") + count, got=F("got") + got, place=place, claimed_until_ms=clock.now_ms() + CLAIM_MS
    )


def _finish(errand: Errand) -> None:
    """Who was meant one by one is not kept any longer."""
    whom = {"people": []} if "people" in errand.whom else errand.whom
    Errand.objects.filter(pk=errand.pk, ended_at__isnull=True).update(ended_at=clock.now(), whom=whom)
