"""What time does on ladders: whose days no longer count falls, and a new ladder is laid for those who are there."""

from datetime import datetime

from django.db import transaction

from polku.act.rewards.ledger.models import Counter, Program, Terms
from polku.act.rewards.ranks.climb import look
from polku.act.rewards.ranks.models import RankHeld
from polku.kit import clock
from polku.know.events.read import place
from polku.know.people.find import profile_ids
from polku.know.people.models import Profile

AT_ONCE = 1_000
LAID = 2**63 - 1  # as far as there are numbers


def tick(now: datetime) -> int:
    """Some of them. Returns how many people it looked at: 0 when nothing is left."""
    if min(place("people"), place("orders")) < place("rewards"):
        return 0  # facts are being counted again: nobody falls by that
    done = 0
    for program in Program.objects.filter(kind=Program.Kind.RANKS, state__in=("live", "paused")).order_by("pk"):
        done += _fall(program, now=now) or _lay(program, now=now)
    return done


def _fall(program: Program, *, now: datetime) -> int:
    due = RankHeld.objects.filter(program_id=program.pk, until_ms__lte=clock.to_ms(now)).order_by("until_ms")
    numbers = list(due.values_list("identity_id", flat=True)[:AT_ONCE])
    whose = profile_ids(numbers)
    look(program, set(whose.values()), now=now)
    RankHeld.objects.filter(program_id=program.pk, identity_id__in=set(numbers) - set(whose)).delete()
    return len(numbers)


@transaction.atomic
def _lay(program: Program, *, now: datetime) -> int:
    """On new terms, everybody is looked at once; nobody gets what comes with a rank for that."""
    number = Terms.objects.filter(program=program).order_by("-number").values_list("number", flat=True)[0]
    Counter.objects.get_or_create(program_id=program.pk, scope=f"laid:{number}", defaults={"count": 0})
    row = Counter.objects.select_for_update().get(program_id=program.pk, scope=f"laid:{number}")
    if row.count == LAID:
        return 0
    found = Profile.objects.filter(pk__gt=row.count) if row.count else Profile.objects.all()
    numbers = list(found.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    look(program, numbers, now=now, gives=False)
    row.count = numbers[-1] if len(numbers) == AT_ONCE else LAID
    row.save(update_fields=["count"])
    return len(numbers)
