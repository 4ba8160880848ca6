"""Whatever the schedule: none of higher priority is held because one of lower priority has taken its place."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.kit import clock
from polku.say.limits.capped import Full, GaveWay, Wanted, capped
from polku.say.limits.terms import Terms
from polku.say.limits.way.room import Ahead
from tests.examples import examples
from tests.say.limits.test_capped import SCOPES, TERMS, got_of, within

# (hour at which it goes, priority, scope, hours before that it was planned)
PLANS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(-1, 1), st.sampled_from(SCOPES), st.integers(0, 9)), max_size=9
)
BEGIN_MS = 10**12


def carried_out(caps, plans):
    """One message of each plan to one person, one after the other: what arrived, and what became of each."""
    arrived, became = [], {}
    order = sorted(range(len(plans)), key=lambda number: (plans[number][0], number))
    for place, number in enumerate(order):
        hour, _priority, scope, _before = plans[number]
        now_ms = BEGIN_MS + hour * clock.HOUR_MS
        ahead = [
            Ahead(other, str(other), BEGIN_MS + plans[other][0] * clock.HOUR_MS, [plans[other][2]], np.array([True]))
            for other in order[place + 1 :]
            if is_ahead(plans, other, number)
        ]
        one = Wanted(number, 0, scope, cause=f"campaign:{number}")
        held = capped(caps, got_of(arrived), [one], people=1, now_ms=now_ms, ahead={one.cause: ahead})
        became[number] = held.get(number)
        if number not in held:
            arrived.append((0, now_ms, scope, False, number))
    return arrived, became


def is_ahead(plans, other, number):
    """Whether it is of higher priority, and planned when the number's audience was found."""
    return plans[other][1] > plans[number][1] and is_known(plans[other], plans[number][0])


def is_known(plan, hour):
    return plan[0] - plan[3] <= hour


@settings(max_examples=examples(80))
@given(st.lists(TERMS, min_size=1, max_size=2), PLANS)
def test_the_higher_is_never_held_because_of_a_lower(caps, plans):
    arrived, became = carried_out(caps, plans)

    for number, verdict in became.items():
        hour, priority, scope, _before = plans[number]
        now_ms = BEGIN_MS + hour * clock.HOUR_MS
        one = Wanted(number, 0, scope)
        if not isinstance(verdict, Full):
            assert not isinstance(verdict, GaveWay) or plans[verdict.to][1] > priority
            continue
        # Whenever one of lower priority left that had to know of this one, there was room for it and all then known.
        for terms in caps:
            if not terms.counts(*scope) or within(terms, arrived, one, now_ms) < terms.most:
                continue
            for _person, at_ms, _scope, _under_way, lower in arrived:
                is_in_it = now_ms - terms.window_ms < at_ms <= now_ms and terms.counts(*plans[lower][2])
                if is_in_it and plans[lower][1] < priority and is_known(plans[number], plans[lower][0]):
                    known = [row for row in arrived if row[1] <= at_ms or is_ahead(plans, row[4], lower)]
                    assert within(terms, known, one, now_ms) < terms.most
    for _person, at_ms, scope, _under_way, number in arrived:
        for terms in caps:
            if terms.counts(*scope):
                assert within(terms, arrived, Wanted(number, 0, scope), at_ms) <= terms.most


@settings(max_examples=examples(60))
@given(st.lists(TERMS, min_size=1, max_size=2), PLANS)
def test_where_all_was_planned_before_nothing_lower_stands_in_a_full_window(caps, plans):
    plans = [(*plan[:3], 10) for plan in plans]
    arrived, became = carried_out(caps, plans)

    for number, verdict in became.items():
        if isinstance(verdict, Full):
            hour, priority, scope, _before = plans[number]
            now_ms, one = BEGIN_MS + hour * clock.HOUR_MS, Wanted(number, 0, scope)
            others = [row for row in arrived if plans[row[4]][1] >= priority]
            assert any(within(terms, others, one, now_ms) >= terms.most for terms in caps if terms.counts(*scope))


def test_it_is_held_only_where_there_is_no_room_for_both():
    plans = [(0, 0, SCOPES[0], 0), (2, 1, SCOPES[0], 9), (0, 0, SCOPES[1], 0)]

    one_in_three, one_in_two = (carried_out([Terms(1, hours, "line")], plans)[1] for hours in (3, 2))
    two_in_three = carried_out([Terms(2, 3)], plans)[1]

    assert one_in_three == {0: GaveWay(1), 1: None, 2: None}
    assert one_in_two == {0: None, 1: None, 2: None}
    assert two_in_three == {0: None, 1: None, 2: GaveWay(1)}
