"""sequence."""

from typing import Any

from hypothesis import strategies as some

from tests.know.rules.drawn.calendar import ons
from tests.know.rules.drawn.did import happened, names, whens

lengths = some.sampled_from(("12h", "1d", "2d", "6d", "7d", "30d"))
# Seldom with conditions: of those, three in a row hold for nobody.
plain = names.map(lambda name: {"did": name})
events = some.one_of(plain, plain, plain, happened("did"))
unwanted = some.lists(plain.map(lambda did: {"not": did}), min_size=1, max_size=2)
nothing: some.SearchStrategy[list[Any]] = some.just([])
gaps = some.one_of(nothing, nothing, unwanted)
later = some.tuples(events, some.just({}) | lengths.map(lambda length: {"after_within": length})).map(
    lambda both: both[0] | both[1]
)


def _steps(drawn: tuple[Any, list[Any], list[tuple[Any, Any]]]) -> list[Any]:
    first, gap, others = drawn
    return [first, *gap, *(part for step, after in others for part in (step, *after))]


steps = some.one_of(
    some.tuples(events, gaps, some.lists(some.tuples(later, gaps), min_size=1, max_size=3)).map(_steps),
    some.tuples(events, unwanted, nothing).map(_steps),
)
rules = some.tuples(
    steps.map(lambda given: {"sequence": given}),
    some.just({}) | lengths.map(lambda length: {"span": length}),
    some.one_of(some.just({}), whens, ons),
).map(lambda three: three[0] | three[1] | three[2])
