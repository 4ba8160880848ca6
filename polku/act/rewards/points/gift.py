"""Points for many at once: what somebody decided to give."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from polku.act.rewards.coupons.issue import NotLive, is_given
from polku.act.rewards.ledger.grant import Each, grant_each
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points import debts
from polku.act.rewards.points.earn import current
from polku.act.rewards.points.whose import all_of_each
from polku.kit import clock
from polku.know.teams.begin import the_team

AT_ONCE = 5_000


def gift(
    program: Program,
    people: Sequence[int],
    amount: int,
    cause: str,
    *,
    now: datetime,
    by: str = "",
    store: str = "",
    is_promised: bool = False,
) -> int:
    """To each once for each cause. Returns how many got them just now. Raises NotLive.

    In parts: said again after a crash, whoever is missing gets theirs.
    """
    if not is_given(program, is_promised=is_promised):
        raise NotLive
    row, terms = current(program)
    now_ms = clock.to_ms(now)
    _begins, ends = terms.window(earned=now, now=now, zone=the_team().time_zone)
    ordered, given = sorted(set(people)), 0
    for start in range(0, len(ordered), AT_ONCE):
        part = ordered[start : start + AT_ONCE]
        each = [Each(one, amount, f"{program.pk}/{cause}", now_ms, ends, store, by) for one in part]
        with transaction.atomic():
            given += len(grant_each(row, each, now_ms=now_ms))
            if debts.is_any(program.pk):
                for person in all_of_each(part):
                    debts.pay(program, person, now_ms=now_ms)
    return given
