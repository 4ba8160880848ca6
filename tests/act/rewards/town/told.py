"""Everything on the ledger beside everything that was told of it, and beside the reports."""

from collections import Counter, defaultdict

from polku.act.rewards.counted import counted
from polku.act.rewards.draws.models import DrawEntry
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.ledger.told import NAMES
from polku.kit import clock, ids
from polku.know.events.read import last_seq, read_block
from polku.learn.reports.rewards.months import by_month
from polku.learn.reports.rewards.moves import moves
from polku.learn.reports.rewards.numbers import numbers
from tests.act.rewards.town.programs import BEGUN, ZONE

K = Movement.Kind
USED = "Ticket Used"


def logged():
    found, seq = [], 0
    while block := read_block(seq, last_seq()):
        found += block.events
        seq = block.last
    return found


def every_movement_is_one_event(events):
    """And no event has another movement."""
    told = defaultdict(Counter)
    for event in events:
        said = event.properties
        if "grant" in said and "program_id" in said:
            told[said["program_id"]][event.name, ids.number(said["grant"]), said.get("amount", 1)] += 1
    for program in Program.objects.all():
        moved = Counter()
        for one in Movement.objects.filter(program_id=program.pk).exclude(identity_id=0):  # of nobody nothing is told
            moved[NAMES.get((program.kind, one.kind)), one.lot or one.pk, one.amount] += 1
        theirs = told.pop(program.pk, Counter())
        is_drawn = DrawEntry.objects.filter(program_id=program.pk).exists()  # what its tickets came to is told instead
        moved = Counter({key: count for key, count in moved.items() if key[0] and not (is_drawn and key[0] == USED)})
        assert (theirs - moved, moved - theirs) == ({}, {}), program.name
    assert not told


def every_report_says_what_the_ledger_says(now):
    """Summed up here once more, movement by movement; all of it lies in one month by the team's clock."""
    ledger = counted(list(Program.objects.all()))
    for program in Program.objects.all():
        found = numbers(program, now)
        count, amount, people = Counter(), Counter(), defaultdict(set)
        for one in Movement.objects.filter(program_id=program.pk):
            count[one.kind] += 1
            amount[one.kind] += one.amount
            people[one.kind] |= {one.identity_id} - {0}
        for kind, moved in ((K.GRANT, found.given), (K.EXPIRED, found.expired), (K.WITHDRAWN, found.withdrawn)):
            assert (moved.count, moved.amount, moved.people) == (count[kind], amount[kind], len(people[kind]))
        assert (found.used.count, found.used.amount) == (count[K.USE] - count[K.BACK], amount[K.USE] - amount[K.BACK])
        left = amount[K.GRANT] - found.used.amount - amount[K.EXPIRED] - amount[K.WITHDRAWN]
        over = sum(one.left for one in Lot.objects.filter(program_id=program.pk, until_ms__lte=clock.to_ms(now)))
        assert found.open_amount + over == left, program.name  # a till without a line may tell of it for a day
        if steps := moves(program):
            assert sum(step.change for step in steps) == left
        units = program.kind in ("stamps", "points")
        given, used = (one.amount if units else one.count for one in (found.given, found.used))
        theirs = ledger[program.pk]
        assert (theirs.issued, theirs.used) == (given, used)
        if count:
            [month] = by_month(program)
            assert (month.first, month.given, month.used) == (BEGUN.astimezone(ZONE).date(), given, used)
