"""did, with all that it may hold."""

from typing import Any

from hypothesis import strategies as some

from tests.know.rules.drawn.people import DAYS, EVENTS
from tests.know.rules.drawn.values import claims, numbers, ranges

PLAIN = ("revenue", "coupon", "shipping.city", "shipping", "sizes", "sizes[]", "mixed[].a", "nothing")
OF_PRODUCTS = tuple(
    f"products[].{name}" for name in ("category", "price", "tags", "tags[]", "parts[].size", "deep", "no")
)
CONTEXTS = ("campaign.source", "seen[].at")

names = some.sampled_from((*EVENTS, "Never"))
conditions = claims(
    some.sampled_from(PLAIN + OF_PRODUCTS).map(lambda path: {"prop": path})
    | some.sampled_from(CONTEXTS).map(lambda path: {"context": path})
)
of_products = claims(some.sampled_from(OF_PRODUCTS).map(lambda path: {"prop": path}))
# Few conditions: those that hold for nobody prove little.
where = some.one_of(
    some.just([]),
    some.just([]),
    conditions.map(lambda one: [one]),
    some.lists(conditions, min_size=2, max_size=3),
    some.lists(of_products, min_size=2, max_size=2),
)

instants = some.sampled_from(
    [*DAYS, *(f"{day}T{hour}" for day in DAYS for hour in ("00:30", "02:30:00+02:00", "12:00Z"))]
)
whens = some.one_of(
    some.just({}),
    some.sampled_from(("1d", "12h", "7d", "1w", "30d")).map(lambda length: {"within": length}),
    some.tuples(some.sampled_from(DAYS), some.sampled_from(DAYS)).map(lambda two: {"between": sorted(two)}),
    instants.map(lambda first: {"since": first}),
)

wholes = some.integers(0, 4)


def compared(number: some.SearchStrategy[Any], pair: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    single = some.tuples(some.sampled_from(("gte", "gt", "lte", "lt", "eq")), number).map(lambda both: dict([both]))
    return single | pair.map(lambda two: {"between": two})


counts = compared(wholes, some.tuples(wholes, wholes).map(sorted))
sums = compared(numbers | some.sampled_from((0.3, 1.3, 61, 90)), ranges)
numeric = some.sampled_from(("revenue", "sizes", "sizes[]", "products[].price", "products[].parts[].size", "coupon"))
different = some.sampled_from(("revenue", "coupon", "products[].category", "products[].tags[]", "sizes[]"))
measures = some.one_of(
    some.just({}),
    counts.map(lambda count: {"count": count}),
    some.tuples(numeric, sums, some.sampled_from(({}, {"by": "sum"}, {"by": "avg"}, {"by": "min"}, {"by": "max"}))).map(
        lambda three: {"total": {"of": three[0], **three[1], **three[2]}}
    ),
    some.tuples(different, counts, some.sampled_from(({}, {"exact": True}))).map(
        lambda three: {"distinct": {"of": three[0], **three[1], **three[2]}}
    ),
)


def happened(key: str) -> some.SearchStrategy[dict[str, Any]]:
    """Which events: under `key` their name, and where and when. For every leaf that looks at events."""
    return some.tuples(names, whens, where).map(
        lambda three: {key: three[0], **three[1], **({"where": three[2]} if three[2] else {})}
    )


rules = some.tuples(happened("did"), measures).map(lambda both: both[0] | both[1])
