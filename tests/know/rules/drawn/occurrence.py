"""first and last."""

from hypothesis import strategies as some

from tests.know.rules.drawn.calendar import ons
from tests.know.rules.drawn.did import conditions, happened

LENGTHS = ("12h", "1d", "2d", "7d", "30d", "400d")
PAIRS = [(one, other) for place, one in enumerate(LENGTHS) for other in LENGTHS[place:]]

ages = some.tuples(some.sampled_from(("gt", "gte", "lt", "lte")), some.sampled_from(LENGTHS)).map(
    lambda both: dict([both])
) | some.sampled_from(PAIRS).map(lambda two: {"between": list(two)})
claims = some.one_of(
    ages.map(lambda age: {"ago": age}),
    conditions.map(lambda one: {"where": [one]}),
    some.tuples(ages, conditions).map(lambda both: {"ago": both[0], "where": [both[1]]}),
)
events = some.one_of(
    happened("did"), happened("did"), some.tuples(happened("did"), ons).map(lambda both: both[0] | both[1])
)
rules = some.tuples(some.sampled_from(("first", "last")), events, claims).map(
    lambda three: {three[0]: three[1]} | three[2]
)
