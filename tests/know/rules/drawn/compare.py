"""compare."""

from typing import Any

from hypothesis import strategies as some

from tests.know.rules.drawn.did import numeric
from tests.know.rules.drawn.occurrence import events

single = some.sampled_from(("revenue", "coupon", "shipping.city", "sizes"))
earlier: some.SearchStrategy[dict[str, Any]] = some.sampled_from(({}, {"before_last": True}))


def _amount(parts: tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
    kind, did, of, before = parts
    return {kind: did | of | before}


of_one = some.tuples(
    some.sampled_from(("first", "last")), events, single.map(lambda path: {"of": path}), some.just({})
).map(_amount)
of_several = some.tuples(
    some.sampled_from(("sum", "avg", "min", "max")), events, numeric.map(lambda path: {"of": path}), earlier
).map(_amount)
counts = some.tuples(some.just("count"), events, some.just({}), earlier).map(_amount)
both = some.tuples(of_one | of_several, of_one | of_several) | some.tuples(counts, counts | of_several)
rules = some.tuples(
    both, some.sampled_from(("gt", "gte", "lt", "lte", "is")), some.sampled_from((1, 1, 2, 0.5, 1.1))
).map(lambda three: {"compare": three[0][0], "op": three[1], "than": three[0][1], "times": three[2]})
