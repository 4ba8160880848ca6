"""Looking at friends again, and doing what follows: of each reward there is one, whoever looks at the same instant."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.referrals.facts import People, facts_of, orders_of, people_of
from polku.act.rewards.referrals.judge import Bought, Facts, Verdict, counting, judge
from polku.act.rewards.referrals.models import OPEN, Referral
from polku.act.rewards.referrals.revoke import revoke
from polku.act.rewards.referrals.reward import reward
from polku.act.rewards.referrals.terms import ReferralTerms, read
from polku.kit import clock

REWARDED = Referral.State.REWARDED


def settle(numbers: Sequence[int], *, now: datetime) -> int:
    """Of these friends, those who are not done with, and those whose rewards may be taken back. Returns how many are in
    another state than before.

    When a program has ended, they stay as they are: nobody gets anything more.
    """
    programs = Referral.objects.filter(pk__in=numbers).values_list("program_id", "pk")
    by_program: dict[int, list[int]] = defaultdict(list)
    for program, number in programs:
        by_program[program].append(number)
    return sum(_settle(program, by_program[program], now=now) for program in sorted(by_program))


@transaction.atomic
def _settle(program_id: int, numbers: Sequence[int], *, now: datetime) -> int:
    # One at a time for each program: what is asked of other friends stays so until we are done.
    program = Program.objects.select_for_update().filter(pk=program_id).first()
    if program is None or program.state == Program.State.ENDED:
        return 0
    rows = list(
        Referral.objects.filter(pk__in=numbers, state__in=(*OPEN, REWARDED)).select_related("referrer").order_by("pk")
    )
    terms = promised(program_id, {row.terms for row in rows})
    people = people_of(number for row in rows for number in (row.identity_id, row.referrer.identity_id))
    orders = orders_of(people, [people.profiles[row.identity_id] for row in rows])
    changed = 0
    for row in rows:
        if row.state == REWARDED:
            changed += _look_again(program, row, terms[row.terms], people, orders, now=now)
            continue
        facts = facts_of(row, terms[row.terms], people, orders)
        verdict = judge(facts, terms[row.terms], program.currency, now_ms=clock.to_ms(now))
        changed += _follow(program, row, terms[row.terms], facts, verdict, now=now)
    return changed


def _look_again(
    program: Program,
    row: Referral,
    terms: ReferralTerms,
    people: People,
    orders: Mapping[int, Sequence[Bought]],
    *,
    now: datetime,
) -> bool:
    """Whether what was given is taken back: nothing that counts is left of what the friend bought."""
    theirs = orders.get(people.profiles[row.identity_id], ())
    if not terms.takes_back or counting(theirs, row.came_ms, terms, program.currency) is not None:
        return False
    revoke(program, row, terms, people, now=now)
    return True


def promised(program_id: int, numbers: set[int]) -> dict[int, ReferralTerms]:
    rows = Terms.objects.filter(program=program_id, number__in=numbers)
    return {row.number: read(row.terms) for row in rows}


def _follow(
    program: Program, row: Referral, terms: ReferralTerms, facts: Facts, verdict: Verdict, *, now: datetime
) -> bool:
    was = (row.state, row.why, row.due_ms, row.bought_minor)
    is_other = row.state != verdict.state
    row.state, row.why, row.due_ms, row.bought_minor = (
        verdict.state, verdict.why, verdict.due_ms, verdict.bought_minor,
    )  # fmt: skip
    if was == (row.state, row.why, row.due_ms, row.bought_minor):
        return False
    if is_other:
        row.at_ms = clock.to_ms(now)
    row.save(update_fields=["state", "why", "due_ms", "bought_minor", "at_ms"])
    if row.state == Referral.State.REWARDED:
        reward(program, row, terms, friend=facts.friend, referrer=facts.referrer, now=now)
    return is_other
