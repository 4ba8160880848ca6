"""trait: beside values, beside dates and moving moments, and two traits side by side."""

from hypothesis import strategies as some

from tests.know.rules.drawn.values import claims

TRAITS = ("city", "age", "vip", "tags", "address.city", "address", "pets[].name", "born", "nothing")
SIDES = ("is", "is_not", "contains", "starts_with", "ends_with", "gt", "gte", "lt", "lte", "before", "after")
MOMENTS = ("2026-11-21", "2026-03-29T00:30:00Z", "2026-11-01T01:30", "now", "now-12h", "today", "today-1d")

names = some.sampled_from(TRAITS)
moments = some.sampled_from(MOMENTS)
lengths = some.sampled_from(("1h", "12h", "1d", "7d"))
of_dates = some.one_of(
    some.fixed_dictionaries({"op": some.sampled_from(("before", "after")), "value": moments}),
    some.fixed_dictionaries({"op": some.just("between"), "value": some.lists(moments, min_size=2, max_size=2)}),
    some.fixed_dictionaries({"op": some.sampled_from(("within_last", "within_next")), "value": lengths}),
    some.fixed_dictionaries({"op": some.just("anniversary_in"), "value": some.sampled_from(("0d", "1d", "2w"))}),
)
dates = of_dates.map(lambda claim: {"trait": "born", **claim})
pairs = some.builds(
    lambda one, op, other: {"trait": one, "op": op, "value": {"trait": other}}, names, some.sampled_from(SIDES), names
)

rules = some.one_of(claims(names.map(lambda name: {"trait": name})), dates, pairs)
