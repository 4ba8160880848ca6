"""Who goes with an identity that is taken out of a person: devices that hang on it alone, whatever the links are."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from polku.know.people.part import DEVICES, who_goes

NUMBERS = range(7)
PAIRS = list(combinations(NUMBERS, 2))
KINDS = st.lists(st.sampled_from(("user_id", "email", "anonymous_id", "push")), min_size=6, max_size=6)


@given(KINDS, st.sets(st.sampled_from(PAIRS)))
def test_nobody_but_devices_goes_and_every_device_of_its_own(others: list[str], pairs: set[tuple[int, int]]) -> None:
    kinds = dict(enumerate(["line", *others]))

    goes = who_goes(0, kinds, pairs)

    assert all(kinds[number] in DEVICES for number in goes - {0})
    left = {pair for pair in pairs if (pair[0] in goes) == (pair[1] in goes)}
    assert reached(0, left) == goes
    for number in reached(0, pairs) - goes:  # who stays is known by somebody who stays, without it
        around = reached(number, {pair for pair in pairs if 0 not in pair})
        assert any(kinds[one] not in DEVICES for one in around)
        assert not around & goes


def reached(start: int, pairs: set[tuple[int, int]]) -> set[int]:
    seen = {start}
    while fresh := {one for pair in pairs for one in pair if seen & set(pair)} - seen:
        seen |= fresh
    return seen
