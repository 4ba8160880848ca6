"""Whatever the order of events: within no window of a cap does anybody get more than it allows."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from polku.kit import clock
from polku.say.limits.capped import Full, Got, Waits, Wanted, capped
from polku.say.limits.terms import Terms, terms_of
from tests.examples import examples

SCOPES = [("line:kahvila", "marketing"), ("email", "marketing"), ("email", "club")]
TERMS = st.builds(
    Terms,
    most=st.integers(1, 3),
    hours=st.integers(1, 5),
    kind=st.sampled_from(("", "line", "email")),
    purpose=st.sampled_from(("", "marketing", "club")),
)
# A wait in minutes, and what then comes due: (person, scope) each.
MESSAGES = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(SCOPES)), max_size=4)
BLOCKS = st.lists(st.tuples(st.sampled_from((0, 1, 59, 60, 61, 120, 299, 300)), MESSAGES), max_size=12)


def got_of(arrived):
    """[(person, at_ms, scope, is_under_way, number)] as arrays."""
    columns = list(zip(*arrived, strict=True)) or [()] * 5
    scopes = np.array([SCOPES.index(scope) for scope in columns[2]], np.int64)
    person, at_ms, number = (np.array(columns[place], np.int64) for place in (0, 1, 4))
    return Got(person, at_ms, scopes, np.array(columns[3], bool), number, SCOPES)


@settings(max_examples=examples(80))
@given(st.lists(TERMS, min_size=1, max_size=3), BLOCKS)
def test_no_window_holds_more_than_its_cap(caps, blocks):
    now_ms, number, arrived = 10**12, 0, []
    for wait_min, messages in blocks:
        now_ms += wait_min * clock.MINUTE_MS
        wanted = [Wanted(number + place, person, scope) for place, (person, scope) in enumerate(messages)]
        number += len(messages)
        held = capped(caps, got_of(arrived), wanted, people=3, now_ms=now_ms)
        arrived += [(one.person, now_ms, one.scope, False, one.id) for one in wanted if one.id not in held]
        # And nobody is held without need: some cap is full of what has arrived, or of what leaves in the same block.
        for one in wanted:
            if one.id in held:
                assert any(
                    within(terms, arrived, one, now_ms) == terms.most for terms in caps if terms.counts(*one.scope)
                )

    for person, at_ms, scope, _under_way, number in arrived:
        for terms in caps:
            if terms.counts(*scope):
                assert within(terms, arrived, Wanted(number, person, scope), at_ms) <= terms.most


def within(terms, arrived, one, now_ms):
    """How many of the cap's messages the same person has got in its window until then."""
    return sum(
        person == one.person and terms.counts(*scope) and now_ms - terms.window_ms < at_ms <= now_ms
        for person, at_ms, scope, _under_way, _number in arrived
    )


def test_what_is_on_its_way_is_waited_for_and_the_younger_waits_longer():
    cap = Terms(1, 24)
    in_hand = got_of([(0, 0, SCOPES[0], True, 7)])

    elder, younger = (
        capped([cap], in_hand, [Wanted(number, 0, SCOPES[1])], people=1, now_ms=10**12)[number] for number in (3, 9)
    )

    assert isinstance(elder, Waits)
    assert elder.wait_ms < younger.wait_ms


def test_what_may_have_left_goes_on_and_counts():
    cap = Terms(1, 24)
    wanted = [Wanted(1, 0, SCOPES[0]), Wanted(2, 0, SCOPES[0], goes=True), Wanted(3, 1, SCOPES[0])]

    found = capped([cap], got_of([(1, 10**12 - 1, SCOPES[1], False, 0)]), wanted, people=2, now_ms=10**12)

    assert set(found) == {1, 3}
    assert (type(found[1]), found[3]) == (Waits, Full(cap))


def test_what_was_tried_before_comes_first():
    cap = Terms(1, 24)
    wanted = [Wanted(1, 0, SCOPES[0]), Wanted(2, 0, SCOPES[0], is_tried=True)]

    assert set(capped([cap], got_of([]), wanted, people=1, now_ms=10**12)) == {1}


def test_a_cap_is_told_by_its_code():
    terms = Terms(2, 168, "email", "marketing")

    assert (terms_of(terms.code), terms_of("2/many//"), terms_of("")) == (terms, None, None)
